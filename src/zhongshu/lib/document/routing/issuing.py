"""Art. 17 and 22: who may issue, with whom, and over whose signature."""

from __future__ import annotations

from collections.abc import Iterator

from ..breach import Breach, regulation
from ..kinds import KINDS, Family
from ..model import Direction, Document
from .route import Relation, Route

PRINCIPAL_LEADER = "principal_leader"


def joint_among_equals(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 17: joint issue only among organs of one level, and not for what one may do alone."""
    if not route.joint:
        return
    uneven = [party.name for party in route.joint if party.level != route.issuer.level]
    if uneven:
        yield Breach(
            "routing.joint_unequal",
            regulation("十七条"),
            f"“{'、'.join(uneven)}”与“{route.issuer.name}”不是同级机关，不能联合行文。",
            "只同同级机关联合行文。",
            False,
            "issuer_marks",
        )
    if route.single_duty:
        yield Breach(
            "routing.joint_unneeded",
            regulation("十七条"),
            "事项属于其中一个机关的职权范围，不得联合行文。",
            "由主管机关单独行文，需要他方知道的用抄送。",
            False,
            "issuer_marks",
        )


def may_issue_outward(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 17: internal units other than the office do not issue outward."""
    for party in (route.issuer, *route.joint):
        outward = [item for item in route.everyone if item.relation is not Relation.INTERNAL]
        if party.is_internal_unit and not party.is_office and outward:
            yield Breach(
                "routing.internal_unit",
                regulation("十七条"),
                f"“{party.name}”是部门内设机构，不得对外正式行文。",
                "由所在机关或者其办公室行文。",
                False,
                "issuer_marks",
            )
        elif not party.may_issue:
            yield Breach(
                "routing.may_not_issue",
                regulation("十四条"),
                f"“{party.name}”没有对外行文的权限。",
                "由有行文权的机关行文。",
                False,
                "issuer_marks",
            )


def signed_by_the_right_leader(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 22: important and upward papers are signed off by the principal leader; joint papers by all organs."""
    must = must_be_signed_by_principal(document, is_important=route.is_important)
    if must and route.signatory_duty and route.signatory_duty != PRINCIPAL_LEADER:
        yield Breach(
            "routing.principal_must_sign",
            regulation("二十二条"),
            "重要公文和上行文应由机关主要负责人签发。",
            "送主要负责人签发。",
            False,
            "signatories",
        )
    if route.joint and route.signed_by:
        missing = [p.name for p in (route.issuer, *route.joint) if p.name not in route.signed_by]
        if missing:
            yield Breach(
                "routing.joint_unsigned",
                regulation("二十二条"),
                f"联合发文尚缺“{'、'.join(missing)}”负责人会签。",
                "所有联署机关的负责人会签后再印发。",
                False,
                "signatories",
            )


def must_be_signed_by_principal(document: Document, *, is_important: bool = False) -> bool:
    """Whether art. 22 reserves the sign-off of this paper to the principal leader."""
    kind = KINDS.get(document.kind)
    statutory = kind is None or kind.family is Family.STATUTORY
    return (statutory and document.direction is Direction.UPWARD) or is_important or bool(kind and kind.principal_signs)
