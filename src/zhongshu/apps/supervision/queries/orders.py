"""What leaders have ordered on incoming papers, and whether a matter was opened from it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhongshu.apps.incoming.models import InstructionSentence
from zhongshu.apps.incoming.queries import sentences_visible_to
from zhongshu.apps.incoming.queries.papers import OVER
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models import Source, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import visible_to

KEY = InstructionSentence._meta.label_lower
_OVER = Q(instruction__paper__state__in=OVER)
#: Tabs of the list, each with its words.
STANDINGS = {"waiting": "待立项", "opened": "已立项", "over": "来文已办结、未立项"}


def orders_of(person: Person, standing: str = "waiting") -> QuerySet[InstructionSentence]:
    """Orders on papers of the person's organ that the person may know of, by how they stand; the newest first.

    A paper that is over has been handled to its end: what was ordered on it waits for nobody, and is kept apart.
    """
    known = sentences_visible_to(person).filter(
        nature=InstructionSentence.Nature.ORDER, instruction__paper__organ=person.organ_id
    )
    opened = Exists(Source.objects.filter(object_type=KEY, object_id=OuterRef("pk"), matters__isnull=False))
    chosen = {
        "waiting": known.filter(~_OVER, ~opened),
        "opened": known.filter(opened),
        "over": known.filter(_OVER, ~opened),
    }
    return chosen[standing].order_by("-instruction__at", "-instruction", "no")


def matters_from(person: Person, sentences: list[InstructionSentence]) -> dict[int, list[SupervisedMatter]]:
    """Sentence → the matters opened from it that the person may know of; one query for all."""
    found: dict[int, list[SupervisedMatter]] = {}
    keys = [sentence.pk for sentence in sentences]
    matters = visible_to(person).filter(source__object_type=KEY, source__object_id__in=keys, parent__isnull=True)
    for matter in matters.select_related("source").order_by("pk"):
        found.setdefault(matter.source.object_id or 0, []).append(matter)
    return found
