"""Statements the engine makes at every step: Django writes their SQL once, and they are made again with other values.

Writing the same SQL anew was more than half of what a small statement cost, and a step makes two dozen of them.
"""

from zhongshu.apps.prepared.questions import ALIAS, Prepared, PreparedObjects
from zhongshu.apps.prepared.writes import Insert, Update

__all__ = ["ALIAS", "Insert", "Prepared", "PreparedObjects", "Update"]
