"""The fingerprint of a document, and whether a change goes back to who signed."""

from zhongshu.lib.chain import canonical, sm3
from zhongshu.lib.document import Document, comparison


def digest(document: Document) -> str:
    """SM3 of the exact document: the fingerprint a version carries through gates, print and archive."""
    return sm3(canonical(document.to_json()))


def is_substantive(old: Document, new: Document) -> bool:
    """Whether ``new`` says something else than ``old``; punctuation, spaces and what the issue adds do not count."""
    return old != new and comparison.is_substantive(comparison.compare(old, new))
