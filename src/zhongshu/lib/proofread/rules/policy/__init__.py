"""Rules of 政策关."""
