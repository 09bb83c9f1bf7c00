"""Doors to supervised matters."""

from zhongshu.apps.supervision.queries.matters import visible_to

__all__ = ["visible_to"]
