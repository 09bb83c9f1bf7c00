"""What was done in the house shows itself as evidence of the task it belongs to."""

from django.db.models import Model
from django.utils import timezone

from zhongshu.apps.meetings.models import Meeting, MeetingTask, TaskEvidence
from zhongshu.apps.org.models import Person


def show_done(actor: Person, meeting: Meeting, key: str, note: str, about: Model) -> TaskEvidence | None:
    """Evidence of the meeting's task ``key``, where the meeting has it; inside an act. What is there already is renewed."""
    task = MeetingTask.objects.filter(meeting=meeting, key=key).exclude(state=MeetingTask.State.DROPPED).first()
    if task is None:
        return None
    row, _ = TaskEvidence.objects.update_or_create(
        task=task, object_type=about._meta.label_lower, object_id=about.pk, defaults={"note": note[:300], "by": actor, "at": timezone.now()},
    )  # fmt: skip
    return row
