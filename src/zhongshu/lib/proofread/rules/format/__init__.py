"""Rules of 格式关."""
