"""No paper passes the last step unfiled, whatever button was pressed; its page offers the filing."""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.archive.models import Item
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.events import about_to_move
from zhongshu.apps.incoming.events import tasks_asked as incoming_tasks_asked
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.org.queries import acts_with_duty
from zhongshu.apps.outgoing.events import tasks_asked
from zhongshu.apps.outgoing.models import Paper
from zhongshu.lib.flow.vocabulary import Move
from zhongshu.lib.refusal import Refused

#: Subjects whose flow ends with filing.
FILED = (Paper._meta.label_lower, IncomingPaper._meta.label_lower)


@receiver(about_to_move)
def no_end_without_filing(
    sender: type[Model], subject_type: str, subject_id: int, move: str, step: str, preview: bool = False, **_: Any
) -> None:
    if subject_type not in FILED or move != Move.SUBMIT or step != "archive":
        return
    if not Item.objects.filter(object_type=subject_type, object_id=subject_id).exists():
        raise Refused("还没有归档。", remedy="请用“归档”填写保管期限，系统编档号后自动办结。")


@receiver([tasks_asked, incoming_tasks_asked])
def offer_filing(sender: type[Model], paper: Paper | IncomingPaper, person: Person, **_: Any) -> tuple[str, str] | None:
    """The archivist (or the archivist's AB角) in whose hands a finished paper lies may file it."""
    flow = flows.latest_flow(paper._meta.label_lower, paper.pk) if paper.state == paper.State.ARCHIVE else None
    work = flows.my_active_work(flow, person) if flow is not None else None
    if work is None:
        return None
    if not acts_with_duty(person, Duty.ARCHIVIST, paper.organ, timezone.now(), on_behalf_of=work.on_behalf_of):
        return None
    return "归档", reverse(
        "archive:file_incoming" if isinstance(paper, IncomingPaper) else "archive:file", args=[paper.pk]
    )
