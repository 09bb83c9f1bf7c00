"""From a paper's own record to a route that ``lib.document.routing`` can judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.flow.models import Opinion as FlowOpinion
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Post
from zhongshu.apps.outgoing.models import BreachOverride, Disagreement, Paper
from zhongshu.lib.document import Breach, Document
from zhongshu.lib.document.routing import Level, Party, Relation, Route, check
from zhongshu.lib.flow.vocabulary import Verdict, WorkKind

#: What only a person can know about a paper's way; the form's words for each.
FACTS = {
    "is_important": "重要公文",
    "is_major_matter": "请示、报告的是重大事项",
    "government_consented": "已经本级党委、政府同意或者授权",
    "forwards_request": "转报下级机关的请示",
    "has_inclined_opinion": "已写明本机关倾向性意见",
    "ordered_by_leader": "系领导直接交办",
    "authorised": "已经本级党委、政府授权",
}
_SYSTEMS = {Organ.System.PARTY: "党委", Organ.System.GOVERNMENT: "政府"}


@dataclass(frozen=True)
class Judged:
    """One breach and, where a person has set the rule aside, the mark that left."""

    breach: Breach
    override: BreachOverride | None = None


class _Map:
    """Organs of this server by name and by key, read once."""

    def __init__(self) -> None:
        organs = list(org.organs())
        self.by_pk = {organ.pk: organ for organ in organs}
        self.by_name = {name: organ for organ in organs for name in (organ.short_name, organ.name)}

    def above(self, organ: Organ) -> list[Organ]:
        """Superiors from the direct one upward."""
        chain, seen = [], {organ.pk}
        current = self.by_pk.get(organ.superior_id or 0)
        while current is not None and current.pk not in seen:
            chain.append(current)
            seen.add(current.pk)
            current = self.by_pk.get(current.superior_id or 0)
        return chain


def breaches(paper: Paper, document: Document) -> list[Judged]:
    """Every routing rule the paper breaks, in the order of the articles, each with its mark when set aside."""
    set_aside = {(mark.rule, mark.message): mark for mark in paper.overrides.select_related("by")}
    return [
        Judged(breach, set_aside.get((breach.rule, breach.message[:400])) if breach.overridable else None)
        for breach in check(document, route_of(paper, document))
    ]


def route_of(paper: Paper, document: Document) -> Route:
    """Everything about the paper's way that its text does not say."""
    known = _Map()
    issuer = known.by_pk.get(paper.issuer_code.issuer_id, paper.organ) if paper.issuer_code else paper.organ
    leaders = _leaders(paper)
    flow = Flow.objects.filter(pk=paper.flow_id or 0).first()
    concerned, agreed = _countersigned(paper)
    facts: dict[str, Any] = {name: bool(paper.routing.get(name)) for name in FACTS}
    return Route(
        issuer=_party(known, issuer, issuer),
        to=tuple(_named(known, issuer, name, leaders) for name in _names(document.addressees)),
        copies=tuple(_named(known, issuer, name, leaders) for name in _names(document.copy_to)),
        superiors=tuple(organ.name for organ in known.above(issuer)[:1]),
        concerned=tuple(concerned),
        agreed=tuple(agreed),
        signatory_duty=str((flow.variables if flow else {}).get("signatory", "")),
        skip_reason=str(paper.routing.get("skip_reason", "")),
        **facts,
    )


def _names(groups: Iterable[str]) -> Iterable[str]:
    for group in groups:
        yield from (name.strip() for name in group.split("、") if name.strip())


def _named(known: _Map, issuer: Organ, name: str, leaders: Mapping[str, Person]) -> Party:
    organ = known.by_name.get(name)
    if organ is not None:
        return _party(known, issuer, organ)
    if any(leader in name for leader in leaders):
        return Party(name, is_person=True)
    # "各乡镇人民政府" and the like: a group below, named by its kind.
    if name.startswith("各"):
        return Party(name, Relation.SUBORDINATE if "乡" in name or "镇" in name else Relation.PEER)
    return Party(name)


def _party(known: _Map, issuer: Organ, organ: Organ) -> Party:
    served = known.by_pk.get(organ.office_of_id or 0)
    relation, apart, skipped = _relation(known, issuer, organ)
    return Party(
        name=organ.name,
        relation=relation,
        level=Level(organ.level),
        system="" if served else _SYSTEMS.get(Organ.System(organ.system), ""),
        levels_apart=apart,
        skipped=skipped,
        is_office=served is not None,
        may_issue=organ.may_issue,
    )


def _relation(known: _Map, issuer: Organ, organ: Organ) -> tuple[Relation, int, tuple[str, ...]]:
    # An office speaks for the body it serves: it stands beside that body, under that body's superior.
    own = known.by_pk.get(issuer.office_of_id or 0, issuer)
    if organ.pk in {issuer.pk, own.pk}:
        return (Relation.PEER if organ.pk == issuer.pk else Relation.SUPERIOR), 0, ()
    above = known.above(own)
    if organ in above:
        at = above.index(organ)
        return Relation.SUPERIOR, at + 1, tuple(item.name for item in above[:at])
    below = known.above(organ)
    if own in below:
        at = below.index(own)
        return Relation.SUBORDINATE, at + 1, tuple(item.name for item in below[:at])
    return Relation.PEER, 0, ()


def _leaders(paper: Paper) -> dict[str, Person]:
    """Leaders of the organ, by name, whom a paper must not address personally."""
    people = Person.objects.filter(
        posts__ended_on__isnull=True, posts__post_duties__duty__in=(Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER)
    ).distinct()
    return {person.name: person for person in people}


def _countersigned(paper: Paper) -> tuple[list[str], list[str]]:
    """Who countersigns, and who of them agreed (or whose dissent was settled or decided above). Silence is neither."""
    works = Work.objects.filter(flow_id=paper.flow_id or 0, kind=WorkKind.COUNTERSIGN, step__undone_in__isnull=True)
    works = works.exclude(state__in=("removed", "cancelled", "withdrawn", "handed_on", "delegated"))
    rows = list(works.select_related("holder", "on_behalf_of"))
    people = {(row.on_behalf_of or row.holder).pk: (row.on_behalf_of or row.holder) for row in rows}
    labels = _unit_labels(people.values())
    consenting = {
        (row.on_behalf_of or row.holder).pk
        for row in rows
        if row.verdict in (Verdict.AGREE, Verdict.INITIALLED, Verdict.COMMENTS)
    }
    closed = Disagreement.objects.filter(paper=paper).exclude(state=Disagreement.State.OPEN)
    consenting |= set(closed.values_list("person_id", flat=True)) & set(people)
    still = set(
        Disagreement.objects.filter(paper=paper, state=Disagreement.State.OPEN).values_list("person_id", flat=True)
    )
    return [labels[pk] for pk in people], [labels[pk] for pk in people if pk in consenting - still]


def _unit_labels(people: Iterable[Person]) -> dict[int, str]:
    people = list(people)
    posts = Post.objects.filter(person__in=people, ended_on__isnull=True, is_main=True).select_related("unit")
    units = {post.person_id: post.unit.name for post in posts}
    return {person.pk: f"{units.get(person.pk, '')}（{person.name}）" for person in people}


def countersign_sheet(paper: Paper) -> list[FlowOpinion]:
    """What countersigners wrote, oldest first."""
    found = FlowOpinion.objects.filter(flow_id=paper.flow_id or 0, work__kind=WorkKind.COUNTERSIGN, kind="opinion")
    return list(found.select_related("person", "on_behalf_of").order_by("no"))
