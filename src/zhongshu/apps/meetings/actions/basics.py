"""A change of what the meeting itself is: its time, place, name, chair, officer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhongshu.apps.access.policy import refuse_above_ceiling
from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import carry_out, locked, set_due_again
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.policy.marks import refuse_marked
from zhongshu.lib.meeting.changes import Difference
from zhongshu.lib.refusal import Refused


@dataclass(frozen=True)
class Basics:
    """The fields as they are to be."""

    name: str
    starts_at: datetime
    ends_at: datetime
    place: str
    chair: Person | None
    officer: Person
    session: str = ""
    purpose: str = ""
    answer_by: datetime | None = None
    secrecy: int = Meeting.Secrecy.INTERNAL

    @classmethod
    def of(cls, meeting: Meeting) -> "Basics":
        return cls(**{name: getattr(meeting, name) for name in cls.__dataclass_fields__})

    def _answer_by(self, meeting: Meeting) -> datetime | None:
        """Until when to answer moves along with the start, unless somebody said another time; never after the start."""
        if self.answer_by is None or self.answer_by != meeting.answer_by or self.starts_at == meeting.starts_at:
            return self.answer_by
        return min(max(self.answer_by + (self.starts_at - meeting.starts_at), timezone.now()), self.starts_at)

    def write(self, meeting: Meeting) -> None:
        """Put the fields into the row. Fixed times of the agenda move along with the start."""
        guards.times(self.starts_at, self.ends_at)
        refuse_above_ceiling(self.secrecy)
        refuse_marked([self.name, self.purpose])
        if not self.name.strip() or not self.place.strip():
            raise Refused("会议要有名称和地点，没有改动。")
        moved = self.starts_at - meeting.starts_at
        if moved:
            for slot in meeting.slots.filter(fixed_at__isnull=False):
                slot.fixed_at = slot.fixed_at + moved if slot.fixed_at else None
                slot.save(update_fields=["fixed_at"])
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        fields["answer_by"] = self._answer_by(meeting)
        for name, value in fields.items():
            setattr(meeting, name, value.strip() if isinstance(value, str) else value)
        meeting.save(update_fields=list(fields))
        set_due_again(meeting)


def change_basics(
    *, actor: Person, meeting: Meeting, basics: Basics, reason: str = "", seen: int | None = None
) -> Difference:
    """Make the change. Once the notice is out a reason is needed, for those invited will ask."""
    with act(actor=actor, verb="meetings.change_basics", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        if meeting.notified_at is not None and not reason.strip():
            raise Refused("通知已经发出，请写明变更的理由。")
        changed = carry_out(actor, meeting, basics.write, reason=reason.strip(), seen=seen)
        this.summary = f"变更会议《{meeting}》：{'；'.join(map(str, changed.lines))}"
        this.data = {"sheets": list(changed.sheets), "told": list(changed.recipients)}
    return changed
