"""Pages of supervision, split by noun."""
