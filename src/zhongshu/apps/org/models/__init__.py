"""Bodies and people: who there is, what post they hold, for whom they stand in."""

from zhongshu.apps.org.models.body import IssuerCode, Organ, Unit
from zhongshu.apps.org.models.person import Administrator, Duty, Person, Portfolio, Post, PostDuty
from zhongshu.apps.org.models.stand_in import Absence, Handover, StandIn

__all__ = [
    "Absence",
    "Administrator",
    "Duty",
    "Handover",
    "IssuerCode",
    "Organ",
    "Person",
    "Portfolio",
    "Post",
    "PostDuty",
    "StandIn",
    "Unit",
]
