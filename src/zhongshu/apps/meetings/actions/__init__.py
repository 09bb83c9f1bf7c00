"""Every write of meetings, split by noun. Keyword-only, ``actor`` first; one act, one transaction."""
