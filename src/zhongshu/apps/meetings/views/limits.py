"""How often somebody without an account tried. Each process of the server counts for itself: enough to slow down guessing."""

from django.core.cache import cache

WINDOW = 600
"""Seconds."""


def tried(what: str) -> int:
    """Count one more try; how many there were within the window."""
    key = _key(what)
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # its time ended between the two
        return 0


def tries(what: str) -> int:
    """How many there were, without counting this as one."""
    return int(cache.get(_key(what), 0))


def _key(what: str) -> str:
    return f"meetings:tries:{what}"
