"""What people fill in about calendars, rooms and equipment, split by page."""
