"""Rules of 语言关."""
