"""Pages of outgoing papers. Thin: the door, the act, the answer."""
