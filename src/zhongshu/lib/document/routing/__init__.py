"""Routing rules (art. 13–17, 22) as guards over plain data.

``check(document, route)`` answers every broken rule with its article. The caller builds the :class:`Route` from its own
records of organs and people; facts only a person can know (was it ordered, was consent given) are flags on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..breach import Breach
from ..model import Document
from .downward import agreed_before_down, important_copied_up, only_the_office_commands, other_superior_copied
from .issuing import (
    PRINCIPAL_LEADER,
    joint_among_equals,
    may_issue_outward,
    must_be_signed_by_principal,
    signed_by_the_right_leader,
)
from .route import Level, Party, Relation, Route, relation_between
from .upward import (
    consent_of_own_government,
    no_level_skipping,
    no_plain_forwarding,
    no_request_inside,
    not_to_a_leader,
    one_addressee_upward,
    one_matter,
)

__all__ = [
    "PRINCIPAL_LEADER",
    "RULES",
    "Level",
    "Party",
    "Relation",
    "Route",
    "check",
    "must_be_signed_by_principal",
    "relation_between",
]

Rule = Callable[[Document, Route], Iterator[Breach]]

RULES: tuple[Rule, ...] = (
    no_level_skipping,
    one_addressee_upward,
    consent_of_own_government,
    no_plain_forwarding,
    no_request_inside,
    one_matter,
    not_to_a_leader,
    other_superior_copied,
    important_copied_up,
    only_the_office_commands,
    agreed_before_down,
    joint_among_equals,
    may_issue_outward,
    signed_by_the_right_leader,
)


def check(document: Document, route: Route) -> list[Breach]:
    """Every rule the paper breaks on this route, in the order of the articles."""
    return [breach for rule in RULES for breach in rule(document, route)]
