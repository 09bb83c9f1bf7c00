"""Pages about bodies and people."""
