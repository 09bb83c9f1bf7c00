"""Art. 15 (六) and 16: who gets a copy, who may instruct whom, and agreement before a paper goes down."""

from __future__ import annotations

from collections.abc import Iterator

from ..breach import Breach, regulation
from ..model import Direction, Document
from .route import Relation, Route
from .upward import PARTY_OR_GOVERNMENT, is_upward

COMMANDING = ("decision", "order", "resolution", "notice", "opinion", "circular", "reply")


def other_superior_copied(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (六), 16 (五): under dual leadership the other superior is copied when necessary."""
    if is_upward(document) and len(route.superiors) > 1:
        reached = {party.name for party in route.everyone}
        missing = [name for name in route.superiors if name not in reached]
        if missing and len(missing) < len(route.superiors):
            yield Breach(
                "routing.other_superior",
                regulation("十五条第六项"),
                f"本机关受双重领导，未抄送另一个上级机关“{'、'.join(missing)}”。",
                "必要时抄送另一个上级机关；认为不必要的，说明理由。",
                True,
                "copy_to",
            )
    if document.direction is Direction.DOWNWARD:
        for party in route.to:
            if party.other_superior and party.other_superior not in route.copied_names:
                yield Breach(
                    "routing.other_superior",
                    regulation("十六条第五项"),
                    f"“{party.name}”受双重领导，未抄送其另一个上级机关“{party.other_superior}”。",
                    "必要时抄送；认为不必要的，说明理由。",
                    True,
                    "copy_to",
                )


def important_copied_up(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 16 (一): an important downward paper is copied to the issuer's direct superior."""
    if document.direction is not Direction.DOWNWARD or not route.is_important:
        return
    missing = [name for name in route.superiors if name not in route.copied_names]
    if missing:
        yield Breach(
            "routing.superior_not_copied",
            regulation("十六条第一项"),
            f"重要的下行文没有抄送直接上级机关“{'、'.join(missing)}”。",
            "在抄送机关中加上直接上级机关。",
            True,
            "copy_to",
        )


def only_the_office_commands(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 16 (二): only the general office, when authorised, instructs lower Party committees and governments."""
    issuer = route.issuer
    if document.direction is not Direction.DOWNWARD or document.kind not in COMMANDING:
        return
    if issuer.system in PARTY_OR_GOVERNMENT and not issuer.is_office:
        return
    commanded = [
        party.name
        for party in route.to
        if party.relation is Relation.SUBORDINATE and party.system in PARTY_OR_GOVERNMENT and not party.is_office
    ]
    if not commanded or route.authorised:
        return
    named = "、".join(commanded[:3]) + ("等" if len(commanded) > 3 else "")
    if issuer.is_office:
        yield Breach(
            "routing.not_authorised",
            regulation("十六条第二项"),
            f"办公室向下级党委、政府（{named}）行文，尚未注明本级党委、政府授权。",
            "注明“经本级党委（政府）同意”，或者由党委、政府自行行文。",
            True,
            "addressees",
        )
        return
    yield Breach(
        "routing.department_commands",
        regulation("十六条第二项"),
        f"部门和单位不得向下级党委、政府（{named}）发布指令性公文。",
        "改由党委、政府或者其办公室行文；经政府同意由部门行文的，文中注明“经政府同意”。",
        False,
        "addressees",
    )


def agreed_before_down(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 16 (四): without agreement among the departments concerned nothing goes down."""
    missing = [name for name in route.concerned if name not in route.agreed]
    if document.direction is Direction.DOWNWARD and missing:
        yield Breach(
            "routing.not_agreed",
            regulation("十六条第四项"),
            f"涉及的单位“{'、'.join(missing)}”尚未会签同意。",
            "协商一致后再行文；协商不成的，报共同的上级裁定。",
            False,
        )
