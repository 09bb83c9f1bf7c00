"""Where a paper goes, as plain data: what the routing rules need to know beyond the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """Level of an organ, the highest first."""

    CENTRAL = 1
    PROVINCE = 2
    CITY = 3
    COUNTY = 4
    TOWN = 5


class Relation(StrEnum):
    """What an organ is to the issuer."""

    SUPERIOR = "superior"
    SUBORDINATE = "subordinate"
    PEER = "peer"
    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Party:
    """An organ, unit or person a paper comes from or goes to, seen from the issuer.

    ``levels_apart`` counts levels between it and the issuer (1 = directly above or below). ``skipped`` are the organs
    between, passed over when the paper goes straight to it. ``system`` is 党委, 政府, 部门 …
    """

    name: str
    relation: Relation = Relation.PEER
    level: Level = Level.COUNTY
    system: str = ""
    levels_apart: int = 1
    skipped: tuple[str, ...] = ()
    is_person: bool = False
    is_internal_unit: bool = False
    is_office: bool = False
    may_issue: bool = True
    other_superior: str = ""
    """Under dual leadership: this organ's superior that is not the issuer."""


@dataclass(frozen=True, slots=True)
class Route:
    """Everything about a paper's way that its text does not say.

    ``joint``: the organs issuing with the issuer, the issuer itself not among them. ``superiors``: the issuer's direct
    superiors (two under dual leadership). ``concerned``: units whose business the paper touches; ``agreed`` those of
    them that consented. ``signed_by``: organs whose responsible leader has signed a joint paper. ``signatory_duty``:
    duty of who signs (or signed) it off, empty while unknown. The flags state what a person has confirmed.
    """

    issuer: Party
    to: tuple[Party, ...] = ()
    copies: tuple[Party, ...] = ()
    joint: tuple[Party, ...] = ()
    superiors: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    signatory_duty: str = ""
    is_important: bool = False
    is_major_matter: bool = False
    government_consented: bool = False
    forwards_request: bool = False
    has_inclined_opinion: bool = False
    ordered_by_leader: bool = False
    authorised: bool = False
    skip_reason: str = ""
    single_duty: bool = False
    """The matter lies within the duties of one of the joint issuers alone."""

    @property
    def everyone(self) -> tuple[Party, ...]:
        return self.to + self.copies

    @property
    def copied_names(self) -> frozenset[str]:
        return frozenset(party.name for party in self.copies)


def relation_between(issuer: Level, other: Level, *, same_line: bool = True) -> Relation:
    """Relation by level alone; ``same_line`` False for organs not in one line of command (always peers in form)."""
    if not same_line or issuer == other:
        return Relation.PEER
    return Relation.SUPERIOR if other < issuer else Relation.SUBORDINATE
