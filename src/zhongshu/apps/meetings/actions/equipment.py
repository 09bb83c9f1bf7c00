"""会议用品: listed, tried before the start, taken out, returned and counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.coordination.models import Equipment
from zhongshu.apps.coordination.queries.sides import equipment_of
from zhongshu.apps.meetings import guards_after
from zhongshu.apps.meetings.actions.arranging import book_things
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.evidence import show_done
from zhongshu.apps.meetings.models import EquipmentLine, Meeting, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

TASK = "equipment"
MOST = 100_000


@dataclass(frozen=True)
class Usual:
    """``count`` 0: one a seat."""

    name: str
    count: int
    returns: bool = True


#: What a meeting usually needs; proposed by one click, then changed by hand.
USUAL = (
    Usual("音响", 1), Usual("话筒", 4), Usual("投影", 1), Usual("录音笔", 1), Usual("席卡", 0), Usual("签字笔", 0, False),
    Usual("便笺", 0, False), Usual("茶水", 0, False), Usual("接线板", 2), Usual("指示牌", 2),
)  # fmt: skip


def propose(*, actor: Person, meeting: Meeting) -> list[EquipmentLine]:
    """The usual list, with one for every seat where one a seat is needed; what is listed already stays."""
    with act(actor=actor, verb="meetings.propose_equipment", about=meeting) as this:
        meeting = _begin(actor, meeting)
        there = set(meeting.equipment.values_list("name", flat=True))
        own = list(equipment_of(meeting.organ_id))
        seated = (
            meeting.participants.exclude(state=Participant.State.LEAVE).exclude(role=Participant.Role.STAFF).count()
        )
        rows = EquipmentLine.objects.bulk_create(
            EquipmentLine(
                meeting=meeting, position=len(there) + n, name=row.name, wanted=row.count or max(seated, 1),
                returns=row.returns, equipment=next((one for one in own if row.name in one.name), None),
            )
            for n, row in enumerate(row for row in USUAL if row.name not in there)
        )  # fmt: skip
        if any(row.equipment for row in rows):
            book_things(actor, meeting)
        this.summary, this.data = f"《{meeting}》：列用品 {len(rows)} 项", {"names": [row.name for row in rows]}
    return rows


def put(
    *,
    actor: Person,
    meeting: Meeting,
    name: str = "",
    wanted: int,
    returns: bool = True,
    source: str = "",
    equipment: Equipment | None = None,
) -> EquipmentLine:
    """One more thing, or another number of it. ``equipment`` of the organ's own is booked for the meeting's time."""
    with act(actor=actor, verb="meetings.put_equipment", about=meeting) as this:
        meeting = _begin(actor, meeting)
        name = name.strip() or (equipment.name if equipment is not None else "")
        if not name or not 1 <= wanted <= MOST:
            raise Refused("请写明用品和数量，没有保存。")
        if equipment is not None and equipment.organ_id != meeting.organ_id:
            raise Refused(f"{equipment}不是本机关的设备，没有保存。", remedy="借用的请写名称和来源。")
        values = {"wanted": wanted, "returns": returns, "source": source.strip()[:80], "equipment": equipment}
        row, _ = EquipmentLine.objects.update_or_create(
            meeting=meeting, name=name[:60], defaults=values,
            create_defaults={**values, "position": meeting.equipment.count()},
        )  # fmt: skip
        book_things(actor, meeting)
        this.summary, this.data = f"《{meeting}》：用品：{row} {wanted}", {"line": row.pk, "wanted": wanted}
    return row


def check(*, actor: Person, line: EquipmentLine, works: bool, words: str = "") -> EquipmentLine:
    """会前检查: it was tried. What does not work needs a word about what is done."""
    with act(actor=actor, verb="meetings.check_equipment", about=line.meeting) as this:
        meeting, line = _begin_line(actor, line)
        if not works and not words.strip():
            raise Refused(f"{line}检查不正常，请写明怎样解决，没有保存。")
        line.checked_by, line.checked_at, line.works = actor, timezone.now(), works
        line.check_words = words.strip()[:200]
        line.save()
        this.summary, this.data = (
            f"《{meeting}》：{line}检查{'正常' if works else '不正常'}",
            {"line": line.pk, "words": words},
        )
    return line


def check_all(*, actor: Person, lines: Iterable[EquipmentLine]) -> list[EquipmentLine]:
    """Everything chosen was tried and works."""
    return [check(actor=actor, line=line, works=True) for line in lines]


def take_out(*, actor: Person, line: EquipmentLine, count: int, by: str) -> EquipmentLine:
    """领出: so many more, by whom."""
    with act(actor=actor, verb="meetings.take_equipment", about=line.meeting) as this:
        meeting, line = _begin_line(actor, line)
        if not 1 <= count <= MOST or not by.strip():
            raise Refused("请写明领出数量和领用人，没有保存。")
        line.taken, line.taken_by, line.taken_at = line.taken + count, by.strip()[:40], timezone.now()
        line.answers, line.missing_words = "", ""
        line.save()
        this.summary, this.data = f"《{meeting}》：领出{line} {count}，{by.strip()}", {"line": line.pk, "count": count}
    return line


def give_back(*, actor: Person, line: EquipmentLine, count: int) -> EquipmentLine:
    """归还: so many counted; refused for more than are out."""
    with act(actor=actor, verb="meetings.return_equipment", about=line.meeting) as this:
        meeting, line = _begin_line(actor, line)
        if count < 1:
            raise Refused("请写明归还数量，没有保存。")
        if line.returned + count > line.taken:
            raise Refused(
                f"{line}领出 {line.taken}，已归还 {line.returned}，再归还 {count} 就多了，没有保存。",
                remedy="请重新清点，或者先补登领出。",
            )
        line.returned, line.returned_by, line.returned_at = line.returned + count, actor, timezone.now()
        if not line.missing:
            line.answers, line.missing_words = "", ""
        line.save()
        this.summary, this.data = f"《{meeting}》：归还{line} {count}", {"line": line.pk, "count": count}
        _all_back(actor, meeting)
    return line


def explain_missing(*, actor: Person, line: EquipmentLine, answers: str, words: str) -> EquipmentLine:
    """缺失: who answers for what is not back, and what was arranged."""
    with act(actor=actor, verb="meetings.missing_equipment", about=line.meeting) as this:
        meeting, line = _begin_line(actor, line)
        if not line.missing:
            raise Refused(f"{line}没有缺失，没有改动。")
        if not answers.strip() or not words.strip():
            raise Refused("请写明由谁负责、怎样处理，没有保存。")
        line.answers, line.missing_words = answers.strip()[:40], words.strip()[:300]
        line.save(update_fields=["answers", "missing_words"])
        this.summary = f"《{meeting}》：{line}缺 {line.missing}，由{line.answers}负责：{line.missing_words}"
        this.data = {"line": line.pk, "missing": line.missing}
        _all_back(actor, meeting)
    return line


def drop(*, actor: Person, line: EquipmentLine) -> None:
    """Not needed after all; refused for what was taken out."""
    with act(actor=actor, verb="meetings.drop_equipment", about=line.meeting) as this:
        meeting, line = _begin_line(actor, line)
        if line.taken:
            raise Refused(f"{line}已领出，不能去掉。", remedy="请登记归还。")
        this.summary = f"《{meeting}》：去掉用品{line}"
        line.delete()
        book_things(actor, meeting)


def _begin(actor: Person, meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    guards_after.may_see_to(actor, meeting, TASK)
    return meeting


def _begin_line(actor: Person, line: EquipmentLine) -> tuple[Meeting, EquipmentLine]:
    meeting = _begin(actor, line.meeting)
    return meeting, EquipmentLine.objects.select_for_update(of=("self",)).get(pk=line.pk)


def _all_back(actor: Person, meeting: Meeting) -> None:
    """When nothing is owed any more, the task has its evidence."""
    rows = [row for row in meeting.equipment.all() if row.returns and row.taken]
    if rows and not any(row.owed for row in rows):
        lacking = sum(row.missing for row in rows)
        said = f"，缺失 {lacking} 件已有处理" if lacking else ""
        show_done(actor, meeting, TASK, f"用品 {len(rows)} 项已归还清点{said}", meeting)
