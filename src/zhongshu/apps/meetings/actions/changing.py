"""One model, everything derived: a change is shown before it is made, issues anew exactly what depends on it, and is
told to exactly those it affects."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.meetings.actions.arranging import book_things, fill_calendars
from zhongshu.apps.meetings.actions.seat_storing import follow
from zhongshu.apps.meetings.actions.telling import (
    contacts_of,
    make_findable,
    readers_of,
    spread,
    spread_to_members,
    tell,
)
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Invitation, IssuedSheet, Meeting, MeetingChange, MeetingTask
from zhongshu.apps.meetings.queries.meetings import with_names
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.changes import Difference, difference
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.meeting.plan import due_on
from zhongshu.lib.meeting.sheets import fingerprint
from zhongshu.lib.meeting.telling import ASKS_AGAIN, said
from zhongshu.lib.refusal import Refused

Write = Callable[[Meeting], Any]


class _Undone(Exception):
    """Ends the dry run."""


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, kept from others until the act is over."""
    return with_names(Meeting.objects.select_for_update(of=("self",))).get(pk=meeting.pk)


def foresee(meeting: Meeting, action: Callable[[], Any]) -> tuple[Difference, list[str]]:
    """What an action on a meeting would do: the difference and the names of those who would be told. Nothing is kept."""
    found: list[tuple[Difference, list[str]]] = []
    rows = with_names(Meeting.objects.all())
    try:
        with transaction.atomic():
            before = facts_of(rows.get(pk=meeting.pk))
            action()
            after = facts_of(rows.get(pk=meeting.pk))
            changed = difference(before, after)
            texts = _texts(changed) if meeting.notified_at else {}
            found.append((changed, sorted(person.name for person in texts)))
            raise _Undone
    except _Undone:
        return found[0]


def carry_out(actor: Actor, meeting: Meeting, write: Write, *, reason: str = "", seen: int | None = None) -> Difference:
    """Make a change, inside an act with the meeting locked. ``seen`` is the revision its difference was shown for."""
    if seen is not None and seen != meeting.revision:
        raise Refused("这期间有人改了会议，您看到的差异已经不对，没有改动。", remedy="请重新打开，看过新的差异再确认。")
    before, readers = facts_of(meeting), readers_of(meeting)
    write(meeting)
    meeting = with_names(Meeting.objects.all()).get(pk=meeting.pk)
    after = facts_of(meeting)
    changed = difference(before, after)
    spread(actor, meeting, readers_of(meeting), readers)
    spread_to_members(actor, meeting, _members(before), _members(after))
    if before.attendees != after.attendees:
        follow(actor, meeting, after)
    if not changed:
        return changed
    if (before.starts_at, before.ends_at, before.place, before.name) != (
        after.starts_at, after.ends_at, after.place, after.name
    ):  # fmt: skip
        book_things(actor, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + 1)
    meeting.revision += 1
    names = announce(actor, meeting, changed) if meeting.notified_at else []
    MeetingChange.objects.create(
        meeting=meeting,
        revision=meeting.revision,
        lines=[str(line) for line in changed.lines],
        sheets=list(changed.sheets) if meeting.notified_at else [],
        told=names,
        reason=reason,
        by_id=actor.pk or meeting.officer_id,
        at=timezone.now(),
    )
    make_findable(meeting)
    return changed


def _members(facts: Facts) -> set[int]:
    """Who may know of every item: those who attend, and the chair."""
    found = {one.person for one in facts.attendees if one.role == "attend"} | {facts.chair_person}
    return {int(person) for person in found if person}


def announce(actor: Actor, meeting: Meeting, changed: Difference) -> list[str]:
    """Issue anew and tell; the names of those who were told."""
    issue(actor, meeting, changed)
    if "calendar" in changed.sheets:
        fill_calendars(actor, meeting)
    _ask_again(meeting, changed)
    texts = {person: f"{meeting.name}：{text}" for person, text in _texts(changed).items()}
    key = f"meetings:change:{meeting.pk}:{meeting.revision}"
    return sorted({person.name for person in tell(actor, meeting, texts, key)})


def issue(actor: Actor, meeting: Meeting, changed: Difference) -> list[IssuedSheet]:
    """The next version of each kind whose content is not what was issued last."""
    latest = latest_sheets(meeting)
    rows = []
    for kind in changed.sheets:
        content = changed.contents[kind]
        digest, last = fingerprint(content), latest.get(kind)
        if last is not None and last.fingerprint == digest:
            continue
        rows.append(
            IssuedSheet(
                meeting=meeting, kind=kind, version=last.version + 1 if last else 1, fingerprint=digest, content=content,
                issued_by_id=actor.pk or meeting.officer_id, issued_at=timezone.now(),
            )
        )  # fmt: skip
    return IssuedSheet.objects.bulk_create(rows)


def latest_sheets(meeting: Meeting) -> dict[str, IssuedSheet]:
    """Kind → the version in force, without its content."""
    rows = IssuedSheet.objects.filter(meeting=meeting).defer("content").order_by("version")
    return {row.kind: row for row in rows}


def _texts(changed: Difference) -> dict[Person, str]:
    """Person → what concerns that person. A unit's contact who takes part is told once, for themselves."""
    was, now = changed.was, changed.now
    wanted: dict[int, str] = {}
    texts: dict[Person, str] = {}
    units: list[tuple[int, str]] = []
    for recipient in changed.recipients:
        kind, _, key = recipient.partition(":")
        text = said(recipient, was.get(recipient), now.get(recipient))
        if kind == "unit":
            units.append((int(key), text))
        else:
            wanted[int(key)] = f"{wanted[int(key)]}；{text}" if int(key) in wanted else text
    for person in Person.objects.filter(pk__in=wanted, left_on__isnull=True):
        texts[person] = wanted[person.pk]
    rows = {row.pk: row for row in Invitation.objects.filter(pk__in=[pk for pk, _ in units]).select_related("unit")}
    for pk, text in units:
        for person in contacts_of(rows[pk]) if pk in rows else []:
            texts.setdefault(person, text)
    return texts


def _ask_again(meeting: Meeting, changed: Difference) -> None:
    """A unit that has answered answers again when time, number or who is wanted has changed."""
    was, now = changed.was, changed.now
    version = _notice_version(meeting)
    again, informed = [], []
    for recipient in changed.recipients:
        kind, _, key = recipient.partition(":")
        if kind != "unit" or recipient not in now:
            continue
        old, new = was.get(recipient) or {}, now[recipient]
        informed.append(int(key))
        if any(old.get(name) != new.get(name) for name in ASKS_AGAIN):
            again.append(int(key))
    Invitation.objects.filter(pk__in=informed, external=False).update(told_version=version)
    Invitation.objects.filter(pk__in=again, state=Invitation.State.ANSWERED).update(
        state=Invitation.State.STALE, reminded=0, reminded_on=None
    )


def _notice_version(meeting: Meeting) -> int:
    sheet = latest_sheets(meeting).get(IssuedSheet.Kind.NOTICE)
    return sheet.version if sheet else 0


def set_due_again(meeting: Meeting) -> None:
    """The tasks' deadlines follow the meeting's days, those that somebody set by hand excepted."""
    calendar, days, today = work_calendar(), meeting.days, timezone.localdate()
    tasks = list(meeting.tasks.filter(state=MeetingTask.State.OPEN, own_due=False))
    for task in tasks:
        task.due_on = due_on(task.key, task.days, days[0], days[-1], calendar, today)
    MeetingTask.objects.bulk_update(tasks, ["due_on"])
