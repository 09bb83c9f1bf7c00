"""What people fill in about supervised matters, split by page."""
