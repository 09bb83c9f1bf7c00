"""Pages of what comes after a meeting."""
