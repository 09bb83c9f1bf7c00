"""Seating: protocol order, rooms, plans, changes and the map from both sides. Pure and always the same for the same input.

``lay_out(room, people, rules)`` gives a :class:`Plan`; ``swap``, ``insert`` and ``close_up`` change one person; ``reseat``
derives anew and keeps what was moved by hand; ``differences`` says who moved from where to where.
"""

from .changes import Along, Shift, close_up, differences, insert, problems, swap
from .floor import Arrange, Fill, Floor, Numbering
from .layout import lay_out, reseat
from .model import Attendee, Block, Place, Plan, Rules, Section, Side
from .order import alternating, protocol_order, ties
from .room import Room
from .rostrum import Rostrum
from .table import Seated, Table, TableForm
from .views import Map, Mark, Outline, Standpoint, seen_from

__all__ = [
    "Along",
    "Arrange",
    "Attendee",
    "Block",
    "Fill",
    "Floor",
    "Map",
    "Mark",
    "Numbering",
    "Outline",
    "Place",
    "Plan",
    "Room",
    "Rostrum",
    "Rules",
    "Seated",
    "Section",
    "Shift",
    "Side",
    "Standpoint",
    "Table",
    "TableForm",
    "alternating",
    "close_up",
    "differences",
    "insert",
    "lay_out",
    "problems",
    "protocol_order",
    "reseat",
    "seen_from",
    "swap",
    "ties",
]
