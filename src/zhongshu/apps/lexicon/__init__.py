"""校对库: what an office holds its papers against, kept by those answerable for the words."""
