"""Rules of 政治关."""
