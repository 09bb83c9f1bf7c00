"""What a proposal is suggested from: the duty map, past papers, the paper's own requests and deadlines."""

from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.incoming.models import Paper, Proposal, UnitField
from zhongshu.apps.incoming.policy.proposals import RELATED, Hit, Suggestion, suggest, units_for, words_of
from zhongshu.apps.incoming.queries.papers import LABEL, visible_to
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.org.queries import working_units
from zhongshu.apps.search import queries as search
from zhongshu.lib.document.likeness import likeness
from zhongshu.lib.document.requests import requests_in
from zhongshu.lib.instruction import Sentence
from zhongshu.lib.worktime import Found, find_deadlines

#: Past proposals a new one is compared with.
COMPARED = 200
#: Words of the title looked for among past papers, and how many of the papers found are weighed.
LOOKED_FOR, WEIGHED = 4, 30
WHOM = {"principal_leader": "县领导"}


def units_of_work(organ: Organ) -> list[Unit]:
    """Units that may lead: the organ's own and, for an office, those of the body it serves; leaders' rooms lead nothing."""
    bodies = [pk for pk in (organ.pk, organ.office_of_id) if pk]
    return list(working_units().filter(organ__in=bodies).select_related("organ").order_by("position", "pk"))


def requests_of(paper: Paper) -> list[tuple[Sentence, tuple[Found, ...]]]:
    """Sentences of the paper that want something, each with the deadlines it names (counted from the paper's own date)."""
    said_on = paper.document_date or timezone.localdate(paper.received_at)
    calendar = work_calendar()
    return [
        (sentence, find_deadlines(sentence.text, said_on=said_on, calendar=calendar))
        for sentence in requests_in(paper.text)
    ]


def deadline_of(paper: Paper) -> date | None:
    """The earliest day the paper itself names that has not passed."""
    today = timezone.localdate()
    days = [found.due for _, founds in requests_of(paper) for found in founds if found.due and found.due >= today]
    return min(days, default=None)


def hits_for(paper: Paper) -> list[Hit]:
    """Units of the organ's duty map that the paper touches."""
    bodies = [pk for pk in (paper.organ_id, paper.organ.office_of_id) if pk]
    rows = UnitField.objects.filter(unit__organ__in=bodies, unit__dissolved_on__isnull=True).select_related("unit")
    return units_for(paper.title, paper.text, [(row.unit_id, row.unit.name, words_of(row.words)) for row in rows])


def similar_to(paper: Paper, person: Person, limit: int = 5) -> list[Paper]:
    """Past papers about the like, found by the house's own search among what the person may know of; the likest first."""
    words = [word for hit in hits_for(paper) for word in hit.words][:LOOKED_FOR] or _cut(paper.title)
    found: set[int] = set()
    for word in words:
        found |= set(search.find(person, word, LABEL).values_list("object_id", flat=True)[:WEIGHED])
    known = visible_to(person).filter(pk__in=found - {paper.pk}, organ=paper.organ)
    alike = {pk: likeness(paper.title, title) for pk, title in known.values_list("pk", "title")}
    # Only the few that are shown are fetched, and without their texts.
    best = sorted((pk for pk, share in alike.items() if share >= RELATED / 2), key=lambda pk: (-alike[pk], -pk))[:limit]
    rows = known.filter(pk__in=best).defer("text", "read_fields")
    return sorted(rows, key=lambda other: best.index(other.pk))


def _cut(title: str) -> list[str]:
    """The matter of a title: 关于…的 cut into runs of four characters."""
    matter = title.partition("关于")[2] or title
    matter = matter.rpartition("的")[0] or matter
    return [matter[at : at + 4] for at in range(0, min(len(matter), 4 * LOOKED_FOR), 4) if len(matter[at : at + 4]) > 1]


def suggestion_for(paper: Paper, person: Person) -> Suggestion:
    """What the system would propose for a paper."""
    past = next((row for row in similar_to(paper, person) if row.lead_unit and not row.lead_unit.dissolved_on), None)
    requests = requests_of(paper)
    dated = next((sentence.text for sentence, founds in requests if any(found.due for found in founds)), "")
    request = dated or (requests[0][0].text if requests else "")
    return suggest(
        hits=hits_for(paper),
        past=(past.lead_unit.pk, past.lead_unit.name, past.title) if past and past.lead_unit else None,
        request=request,
        due_on=paper.due_on or deadline_of(paper),
        whom="领导",
    )


def recent_proposals(paper: Paper) -> list[tuple[str, str]]:
    """(title, proposal) of the organ's newest proposals on other papers."""
    rows = Proposal.objects.filter(paper__organ=paper.organ).exclude(paper=paper).order_by("-pk")
    return list(rows.values_list("paper__title", "text")[:COMPARED])


def fates(organs: list[int], since: date | None = None) -> dict[str, int]:
    """How many suggestions were taken, edited, refused."""
    rows = Proposal.objects.filter(paper__organ__in=organs)
    if since:
        rows = rows.filter(at__date__gte=since)
    counted = rows.values("fate").annotate(count=Count("pk")).order_by("fate")
    return {row["fate"]: row["count"] for row in counted}


def flagged(organs: list[int]) -> int:
    """How many proposals went on with a flag."""
    return Proposal.objects.filter(~Q(flags=[]), paper__organ__in=organs).count()
