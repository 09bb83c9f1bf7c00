"""Doors to incoming papers."""

from zhongshu.apps.incoming.queries.papers import sentences_visible_to, visible_to

__all__ = ["sentences_visible_to", "visible_to"]
