"""Pure rules of supervision: no database, no clock."""
