"""导入参会名单: read, told row by row, taken over when somebody has looked."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import carry_out, locked
from zhongshu.apps.meetings.actions.people import MOST_PEOPLE, protocol_rank
from zhongshu.apps.meetings.facts import post_of
from zhongshu.apps.meetings.models import Meeting, Participant, RosterImport
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.policy.ledger_sheet import read_sheet, shown
from zhongshu.lib.meeting.changes import Difference
from zhongshu.lib.meeting.roster import HEADINGS, LOOK, SKIP, RosterRow, columns_of, plain_name, read_roster
from zhongshu.lib.refusal import Refused

Row = dict[str, Any]


def upload_roster(*, actor: Person, meeting: Meeting, name: str, content: bytes) -> RosterImport:
    """Read a workbook; nobody is on the list before the rows were looked at."""
    with act(actor=actor, verb="meetings.upload_roster", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        file = store(actor=actor, name=name, content=content)
        sheet = read_sheet(content, HEADINGS)
        columns = columns_of(sheet.headings)
        if "name" not in columns:
            raise Refused("没有找到“姓名”一列，没有导入。", remedy="请在表头写明姓名、单位、职务、手机。")
        found = read_roster([(number, [shown(cell) for cell in cells]) for number, cells in sheet.rows], columns)
        if len(found) > MOST_PEOPLE:
            raise Refused(f"名单超过 {MOST_PEOPLE} 行，没有导入。")
        rows = _matched(meeting, found)
        roster = RosterImport.objects.create(meeting=meeting, file=file, rows=rows, by=actor, at=timezone.now())
        this.summary, this.data = f"读入名单 {len(rows)} 行《{meeting}》", {"roster": roster.pk}
    return roster


def take_roster(*, actor: Person, roster: RosterImport, also: Collection[int] = ()) -> Difference:
    """Take over every sound row, and of the doubtful ones those in ``also`` (row numbers)."""
    with act(actor=actor, verb="meetings.take_roster", about=roster.meeting) as this:
        meeting = locked(roster.meeting)
        guards.may_prepare(actor, meeting)
        roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
        if roster.state != RosterImport.State.READ:
            raise Refused(f"这份名单{roster.get_state_display()}，没有重复导入。")
        chosen = [
            row for row in roster.rows if row["verdict"] == "take" or (row["verdict"] == LOOK and row["number"] in also)
        ]
        if not chosen:
            raise Refused("没有可以导入的行。", remedy="请按各行的说明修改名单后重新上传。")
        if meeting.participants.count() + len(chosen) > MOST_PEOPLE:
            raise Refused(f"参会名单超过 {MOST_PEOPLE} 人，没有导入。", remedy="请分场次召开。")
        changed = carry_out(actor, meeting, lambda m: _put_rows(m, chosen))
        roster.state = RosterImport.State.TAKEN
        roster.save(update_fields=["state"])
        this.summary, this.data = f"导入名单 {len(chosen)} 人《{meeting}》", {"roster": roster.pk, "also": sorted(also)}
    return changed


def drop_roster(*, actor: Person, roster: RosterImport) -> None:
    """Nothing of it is wanted."""
    with act(actor=actor, verb="meetings.drop_roster", about=roster.meeting) as this:
        guards.may_prepare(actor, locked(roster.meeting))
        RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.READ).update(
            state=RosterImport.State.DROPPED
        )
        this.summary = f"放弃导入名单《{roster.meeting}》"


def _matched(meeting: Meeting, found: list[RosterRow]) -> list[Row]:
    """Rows with the member of staff each means, where there is exactly one."""
    people: dict[str, list[Person]] = {}
    for person in Person.objects.filter(name__in={row.name for row in found}, left_on__isnull=True).select_related(
        "organ"
    ):
        people.setdefault(person.name, []).append(person)
    present = {(plain_name(row.name), row.body) for row in meeting.participants.all()}
    staff = set(meeting.participants.filter(person__isnull=False).values_list("person", flat=True))
    rows = []
    for row in found:
        same = [p for p in people.get(row.name, []) if not row.body or _of(p, row.body)]
        only = same[0].pk if len(same) == 1 and row.body else None
        if len(same) > 1:
            row.notes.append(f"系统里有 {len(same)} 位同名人员，没有对应到人")
        if row.verdict != SKIP and (only in staff or (row.name, row.body) in present):
            row.doubt(SKIP, "已在参会名单中")
        rows.append({**asdict(row), "person": only})
    return rows


def _of(person: Person, body: str) -> bool:
    organ = person.organ
    return organ.short_name in body or body in organ.name


def _put_rows(meeting: Meeting, rows: list[Row]) -> None:
    people = Person.objects.select_related("organ").in_bulk([row["person"] for row in rows if row["person"]])
    taken = set(meeting.participants.filter(person__isnull=False).values_list("person", flat=True))
    new = []
    for row in rows:
        person: Person | None = people.get(row["person"]) if row["person"] not in taken else None
        if person is not None:
            taken.add(person.pk)
        usual = protocol_rank(person, meeting.organ) if person else 7000 + row["number"]
        # A list without ranks is in the order its office put it; only leaders stand before it.
        usual = usual if usual < 3000 else 7000 + row["number"]
        rank = usual if row["rank"] is None else row["rank"]
        new.append(
            Participant(
                meeting=meeting, person=person, name=row["name"], body=row["body"], post=row["post"] or post_of(person),
                mobile=row["mobile"] or (person.mobile if person else ""), role=row["role"], rank=rank, row=row["number"],
            )
        )  # fmt: skip
    Participant.objects.bulk_create(new)
