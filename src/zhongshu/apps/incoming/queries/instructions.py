"""Instructions, who may give them, and the units they name."""

from django.db.models import QuerySet

from zhongshu.apps.incoming.models import Instruction, Paper
from zhongshu.apps.incoming.queries.papers import visible_to
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.apps.org.queries import working_units

LEADERS = (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER, Duty.DIRECTOR)
#: Who may put down a leader's words for him.
TRANSCRIBERS = (Duty.CLERK, Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.SECTION_HEAD, Duty.VETTER)


def leaders_of(paper: Paper) -> QuerySet[Person]:
    """Those whose words on a paper are an instruction: leaders of the organ and of the body it serves, and the director."""
    bodies = [pk for pk in (paper.organ_id, paper.organ.office_of_id) if pk]
    found = Person.objects.filter(
        left_on__isnull=True, posts__ended_on__isnull=True, posts__unit__organ__in=bodies,
        posts__post_duties__duty__in=[duty.value for duty in LEADERS],
    )  # fmt: skip
    return found.distinct().order_by("rank", "pk")


def units_by_name(organ: Organ) -> dict[str, Unit]:
    """Every name a sentence may give a unit by: the organ's own units, and subordinate organs by their office."""
    bodies = [pk for pk in (organ.pk, organ.office_of_id) if pk]
    found: dict[str, Unit] = {}
    below = Unit.objects.filter(organ__superior__in=bodies, organ__dissolved_on__isnull=True, dissolved_on__isnull=True)
    for unit in below.exclude(organ__in=bodies).select_related("organ").order_by("-is_office", "position", "pk"):
        for name in {unit.organ.name, unit.organ.short_name, unit.organ.short_name.removeprefix("县")}:
            if len(name) > 1:
                found.setdefault(name, unit)
    for unit in working_units().filter(organ__in=bodies):
        found[unit.name] = unit
    return found


def instructions_on(paper: Paper) -> QuerySet[Instruction]:
    """Every instruction on a paper, oldest first, its sentences fetched along."""
    found = paper.instructions.select_related("leader", "by", "transcribed_by")
    return found.prefetch_related("sentences__proposed_unit__organ").order_by("pk")


def given_by(leader: Person) -> QuerySet[Instruction]:
    """我的批示: what a leader has instructed on papers the leader may know of, newest first."""
    found = Instruction.objects.filter(leader=leader, paper__in=visible_to(leader).values("pk"))
    return (
        found.select_related("paper", "transcribed_by")
        .prefetch_related("sentences__proposed_unit__organ")
        .order_by("-at", "-pk")
    )
