"""Art. 14 and 15: not over a level's head, and what a superior may be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..breach import Breach, regulation
from ..kinds import KINDS
from ..model import Direction, Document, Table
from .route import Relation, Route

PARTY_OR_GOVERNMENT = ("党委", "政府")
MAY_ASK = ("request", "opinion")
"""Kinds that may carry a request upwards; all others must not (art. 15 (四))."""

_REQUEST_WORDS = re.compile(
    r"请(?:予)?(?:批准|批复|批示|审批|核准|同意)|恳请[^。；]{0,30}(?:批准|同意|解决|支持|拨付|安排)|(?:妥|当|可)否[，,]?请"
)


def is_upward(document: Document) -> bool:
    """Whether the paper travels upward."""
    return document.direction is Direction.UPWARD


def no_level_skipping(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 14: no level is skipped; when it must be, with a reason and a copy to whoever was skipped."""
    for party in route.to:
        if party.relation not in (Relation.SUPERIOR, Relation.SUBORDINATE) or not party.skipped:
            continue
        uncopied = [name for name in party.skipped if name not in route.copied_names]
        names = "、".join(party.skipped)
        if party.relation is Relation.SUBORDINATE and document.direction is Direction.DOWNWARD:
            continue  # a downward paper addressed to every level below is ordinary practice
        if uncopied:
            yield Breach(
                "routing.level_skipped",
                regulation("十四条"),
                f"主送“{party.name}”越过了“{names}”。",
                f"逐级行文；特殊情况必须越级的，写明理由并同时抄送“{'、'.join(uncopied)}”。",
                False,
                "addressees",
            )
        elif not route.skip_reason:
            yield Breach(
                "routing.skip_without_reason",
                regulation("十四条"),
                f"越级主送“{party.name}”没有写明理由。",
                "写明必须越级的特殊情况。",
                True,
                "addressees",
            )


def one_addressee_upward(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (一): an upward paper goes to one superior and is not copied downward."""
    if not is_upward(document):
        return
    if len(route.to) > 1:
        yield Breach(
            "routing.many_addressees",
            regulation("十五条第一项"),
            f"上行文主送了{len(route.to)}个机关（{'、'.join(party.name for party in route.to)}）。",
            "只主送一个上级机关，其他相关的上级机关、同级机关改为抄送。",
            False,
            "addressees",
        )
    below = [party.name for party in route.everyone if party.relation is Relation.SUBORDINATE]
    if below:
        yield Breach(
            "routing.copied_downward",
            regulation("十五条第一项"),
            f"上行文发给了下级机关“{'、'.join(below)}”。",
            "删去对下级机关的抄送。",
            False,
            "copy_to",
        )


def consent_of_own_government(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (二): a department's major matter needs its own Party committee's or government's consent first."""
    if not is_upward(document) or not route.is_major_matter or route.government_consented:
        return
    if route.issuer.system in PARTY_OR_GOVERNMENT or route.issuer.is_office:
        return
    if any(party.relation is Relation.SUPERIOR for party in route.to):
        yield Breach(
            "routing.no_consent",
            regulation("十五条第二项"),
            "部门向上级主管部门请示、报告重大事项，尚未注明已经本级党委、政府同意或者授权。",
            "先报本级党委、政府同意，再行文并记明同意的时间和经手人。",
            False,
        )


def no_plain_forwarding(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (三): a subordinate's request is not forwarded as it stands."""
    if is_upward(document) and route.forwards_request and not route.has_inclined_opinion:
        yield Breach(
            "routing.forwarded_as_is",
            regulation("十五条第三项"),
            "原文转报下级机关的请示事项，没有本机关的倾向性意见。",
            "写明本机关的倾向性意见后再上报。",
            False,
            "body",
        )


def no_request_inside(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (四): a report and the like carries no request."""
    if not is_upward(document) or document.kind in MAY_ASK:
        return
    kind = KINDS[document.kind].name if document.kind in KINDS else "本文"
    for index, block in enumerate(document.body):
        match = None if isinstance(block, Table) else _REQUEST_WORDS.search(block.text)
        if match:
            yield Breach(
                "routing.request_inside",
                regulation("十五条第四项"),
                f"“{kind}”中夹带请示事项：“{match.group()}”。",
                "删去请示内容，需要批准的另行请示。",
                True,
                f"body/{index}",
            )


def one_matter(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (四): one request, one matter. Counts the paragraphs that ask; a person may know better."""
    if document.kind != "request":
        return
    titled = re.search(r"关于(.+)的请示", document.plain_title)
    subject = titled[1] if titled else ""
    if len(re.findall(r"、|和|及|以及", subject)) >= 2 and subject.count("关于") >= 1:
        yield Breach(
            "routing.many_matters",
            regulation("十五条第四项"),
            "请示标题中似有不止一件事。",
            "一文一事；不同事项分别请示。",
            True,
            "title",
        )
    asking = [block for block in document.body if not isinstance(block, Table) and re.match(r".*恳请", block.text)]
    if len(asking) > 1:
        yield Breach(
            "routing.many_matters",
            regulation("十五条第四项"),
            f"请示正文有{len(asking)}处请求，可能不是一文一事。",
            "一文一事；确属同一事项的，说明理由后继续。",
            True,
            "body",
        )


def not_to_a_leader(document: Document, route: Route) -> Iterator[Breach]:
    """Art. 15 (五): not to a leader personally unless he ordered it, and not in a leader's name."""
    people = [party.name for party in route.everyone if party.is_person]
    if people and not route.ordered_by_leader:
        yield Breach(
            "routing.to_a_person",
            regulation("十五条第五项"),
            f"以本机关名义向领导者个人“{'、'.join(people)}”报送公文。",
            "改为主送机关；确系该领导直接交办的，注明交办的时间和事项。",
            False,
            "addressees",
        )
    if route.issuer.is_person and is_upward(document):
        yield Breach(
            "routing.in_a_leaders_name",
            regulation("十五条第五项"),
            "以本机关负责人名义向上级机关报送公文。",
            "以机关名义行文。",
            False,
            "signature_blocks",
        )
