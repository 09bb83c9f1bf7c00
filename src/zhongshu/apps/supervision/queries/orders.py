"""What leaders have ordered on incoming papers, and whether a matter was opened from it."""

from django.db.models import Exists, OuterRef, QuerySet

from zhongshu.apps.incoming.models import InstructionSentence
from zhongshu.apps.incoming.queries import visible_to as papers_visible_to
from zhongshu.apps.incoming.queries.papers import NOT_OVER, OVER
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models import Source, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import visible_to

KEY = InstructionSentence._meta.label_lower
#: Tabs of the list, each with its words.
STANDINGS = {"waiting": "待立项", "opened": "已立项", "over": "来文已办结、未立项"}


def orders_of(person: Person, standing: str = "waiting") -> QuerySet[InstructionSentence]:
    """Orders on papers of the person's organ that the person may know of, by how they stand; the newest first.

    A paper that is over has been handled to its end: what was ordered on it waits for nobody, and is kept apart.
    """
    papers = papers_visible_to(person).filter(organ=person.organ_id)
    if standing != "opened":
        # Whose door is asked first: of a year's papers few are open.
        papers = papers.filter(state__in=OVER if standing == "over" else NOT_OVER)
    found = InstructionSentence.objects.select_related(
        "instruction__leader", "instruction__paper__organ", "proposed_unit"
    ).filter(nature=InstructionSentence.Nature.ORDER, instruction__paper__in=papers.values("pk"))
    opened = Exists(Source.objects.filter(object_type=KEY, object_id=OuterRef("pk"), matters__isnull=False))
    found = found.filter(opened if standing == "opened" else ~opened)
    return found.order_by("-instruction__at", "-instruction", "no")


def matters_from(person: Person, sentences: list[InstructionSentence]) -> dict[int, list[SupervisedMatter]]:
    """Sentence → the matters opened from it that the person may know of; one query for all."""
    found: dict[int, list[SupervisedMatter]] = {}
    keys = [sentence.pk for sentence in sentences]
    matters = visible_to(person).filter(source__object_type=KEY, source__object_id__in=keys)
    for matter in matters.select_related("source").order_by("pk"):
        # Asked here, not of the database: it would go through every matter that has no parent, which is most of them.
        if matter.parent_id is None:
            found.setdefault(matter.source.object_id or 0, []).append(matter)
    return found
