"""Rules of 事实关."""
