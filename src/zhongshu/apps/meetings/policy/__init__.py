"""Rules of meetings that know no database."""
