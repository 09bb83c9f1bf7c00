"""What a meeting's bound volume is made of, for one reader: what that reader may not see is not among it.

The order of the volume: notice, agenda, papers, script, speeches, record, bulletins, minutes, lists.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.files.policy import JPEG, PDF, PNG
from zhongshu.apps.meetings.actions.minutes import minutes_of
from zhongshu.apps.meetings.events import volume_asked
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.guards_after import sees_to
from zhongshu.apps.meetings.models import (
    AgreedItem,
    Bulletin,
    FloorSpeech,
    Meeting,
    MeetingPaper,
    MeetingRecord,
    Participant,
)
from zhongshu.apps.meetings.queries.items import items_visible_to
from zhongshu.apps.meetings.queries.meetings import chairs
from zhongshu.apps.meetings.rendering_during import bulletin_pdf
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries import visible_to as papers_visible_to
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_use_of
from zhongshu.apps.outgoing.rendering import fonts, issued_document, templates
from zhongshu.lib.meeting.agenda import timeline
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.meeting.sheets import derive, own_entries
from zhongshu.lib.meeting.words import clock, moment
from zhongshu.lib.typeset import to_form_pdf, to_ledger_pdf, to_pdf
from zhongshu.lib.typeset.binding import page_count
from zhongshu.lib.typeset.images import image_pdf

NOTICE, AGENDA, PAPERS, SCRIPT, SPEECHES, RECORD, BULLETINS, MINUTES, LISTS = range(10, 100, 10)


@dataclass(frozen=True)
class Piece:
    """``order`` is the place among the kinds of piece, ``make`` draws its pages. ``source``: the row behind it whose own
    door decides who may see it (``outgoing.paper:5``), empty for what the meeting itself shows."""

    order: int
    title: str
    make: Callable[[], bytes]
    group: str = ""
    source: str = ""


def pieces_for(person: Person, meeting: Meeting) -> list[Piece]:
    """Everything of the meeting that ``person`` may see, in the order of the volume."""
    facts = facts_of(meeting)
    whole = sees_to(person, meeting, "volume")
    found = [*_notice(meeting, facts, whole), *_agenda(person, meeting, facts, whole)]
    found += [*_papers(person, meeting, whole), *_item_papers(person, meeting)]
    if whole or chairs(person, meeting):
        found += [*_script(facts), *_record(meeting), *_lists(meeting, whole)]
    found += [*_speeches(meeting, whole), *_bulletins(meeting)]
    found += _minutes(person, meeting)
    answers: list[tuple[Any, Any]] = volume_asked.send(sender=Meeting, meeting=meeting, person=person)
    for _, answer in answers:
        found += answer or []
    return sorted(found, key=lambda piece: piece.order)


def text_pdf(title: str, paragraphs: list[str], *, note: str = "", closing: list[str] | None = None) -> bytes:
    """A text as pages of the volume."""
    data = {"title": title, "note": note, "paragraphs": paragraphs, "closing": closing or []}
    return to_form_pdf("volume_text", data, fonts=fonts(), timestamp=_now()).pdf


def table_pdf(title: str, columns: list[str], rows: list[list[str]]) -> bytes:
    return to_ledger_pdf(title, columns, rows, fonts=fonts(), timestamp=_now(), landscape=len(columns) > 5).pdf


def file_pdf(title: str, stored: StoredFile) -> bytes:
    """An uploaded file as pages. What is no PDF or picture, or cannot be opened, is named on a page in its place."""
    content = stored.read()
    if stored.media_type == PDF and page_count(content):
        return content
    if stored.media_type in (PNG, JPEG):
        drawn = image_pdf(content)
        if drawn is not None:
            return drawn
    said = [
        f"本件原件为电子文件“{stored.name}”，不是可以合订的版式文件，另存于会议文件。",
        f"大小：{stored.size:,} 字节",
        f"校验值（SHA-256）：{stored.sha256}",
    ]
    return text_pdf(title, said)


def _now() -> datetime:
    return timezone.now().replace(microsecond=0)


def _notice(meeting: Meeting, facts: Facts, whole: bool) -> Iterator[Piece]:
    if meeting.notified_at is None and not whole:
        return
    content = derive(facts)["notice"]
    to = "、".join(row["name"] for row in content["to"]) if whole else ""
    text = [*([f"{to}："] if to else []), *_scoped(content["text"], facts, whole).split("\n")]
    closing = [content["from"], f"{timezone.localtime(meeting.notified_at or meeting.created_at):%Y年%-m月%-d日}"]
    yield Piece(NOTICE, "会议通知", lambda: text_pdf(content["title"], text, closing=closing))


def _scoped(text: str, facts: Facts, whole: bool) -> str:
    """The notice's words for somebody who may not know of all agenda items nor of all who are invited."""
    if whole:
        return text
    hidden = {entry.title for entry in facts.entries if entry.kind == "item"} | {row.name for row in facts.invited}
    return "\n".join(line for line in text.split("\n") if not any(word in line for word in hidden if word))


def _agenda(person: Person, meeting: Meeting, facts: Facts, whole: bool) -> Iterator[Piece]:
    if whole or chairs(person, meeting) or _is_member(person, meeting):
        timed = timeline(facts.starts_at, facts.entries)
    else:
        units = meeting.invitations.filter(participants__person=person).values_list("pk", flat=True)
        timed = [row for unit in dict.fromkeys(units) for row in own_entries(facts, str(unit))]
    if timed:
        rows = [
            [
                str(n),
                clock(row.begins, since=facts.starts_at),
                row.entry.title,
                row.entry.speaker,
                f"{row.entry.minutes}",
            ]
            for n, row in enumerate(timed, 1)
        ]
        yield Piece(
            AGENDA, "会议议程",
            lambda: table_pdf(f"{meeting.name}议程", ["序号", "时间", "内容", "汇报人", "分钟"], rows),
        )  # fmt: skip


def _is_member(person: Person, meeting: Meeting) -> bool:
    return meeting.participants.filter(person=person, role=Participant.Role.ATTEND).exists()


def _papers(person: Person, meeting: Meeting, whole: bool) -> Iterator[Piece]:
    """The meeting's papers. Numbered ones that go back are only in the host's own volume."""
    if not (whole or chairs(person, meeting) or _is_member(person, meeting)):
        return
    outgoing = papers_visible_to(person)
    for row in meeting.papers.select_related("file"):
        if row.restricted and not whole:
            continue
        if row.object_type == "outgoing.paper" and row.object_id is not None:
            paper = outgoing.filter(pk=row.object_id).first()
            if paper is not None:
                yield _paper_piece(PAPERS, row.title, paper, group="会议文件")
        elif row.file is not None:
            yield _file_piece(row)


def _file_piece(row: MeetingPaper) -> Piece:
    stored = row.file
    assert stored is not None
    return Piece(PAPERS, row.title, lambda: file_pdf(row.title, stored), group="会议文件")


def _item_papers(person: Person, meeting: Meeting) -> Iterator[Piece]:
    items = items_visible_to(person).filter(slot__meeting=meeting).order_by("slot__position")
    for item in items.prefetch_related("papers__file"):
        for row in item.papers.all():
            title = f"{item.title}（{row.get_kind_display()}）"
            yield Piece(
                PAPERS + 1, title, lambda title=title, file=row.file: file_pdf(title, file),  # type: ignore[misc]
                group="议题材料", source=f"meetings.agendaitem:{item.pk}",
            )  # fmt: skip


def _script(facts: Facts) -> Iterator[Piece]:
    said = derive(facts)["chair_script"]["paragraphs"]
    if said:
        lines = [line for text in said for line in text.split("\n")]
        yield Piece(SCRIPT, "主持词", lambda: text_pdf(f"{facts.name}主持词", lines, note=facts.chair))


def _speeches(meeting: Meeting, whole: bool) -> Iterator[Piece]:
    """Who spoke on the floor about what, as everybody there heard it; the notes of it for the host side."""
    if meeting.notified_at is None:
        return
    spoken = list(meeting.speeches.filter(state=FloorSpeech.State.DONE))
    if spoken:
        text = [
            line
            for n, row in enumerate(spoken, 1)
            for line in (
                f"{n}. {row.body}{row.name}：{row.topic or '大会发言'}",
                *(row.note.split("\n") if whole else ()),
            )
        ]
        yield Piece(SPEECHES, "大会发言", lambda: text_pdf(f"{meeting.name}大会发言", text))


def _record(meeting: Meeting) -> Iterator[Piece]:
    """会议记录: for the host side and the chair alone."""
    row = MeetingRecord.objects.filter(meeting=meeting).select_related("recorder").first()
    if row is None:
        return
    text = [line for part in row.parts.all() for line in (part.heading, *part.text.split("\n"))]
    note = f"记录人：{row.recorder}" + ("" if row.confirmed_at else "（未审定）")
    yield Piece(RECORD, "会议记录", lambda: text_pdf(f"{meeting.name}记录", text, note=note))


def _bulletins(meeting: Meeting) -> Iterator[Piece]:
    """The numbers that were issued."""
    for row in meeting.bulletins.filter(state=Bulletin.State.ISSUED).select_related("meeting"):
        yield Piece(
            BULLETINS, str(row), lambda row=row: bulletin_pdf(row).pdf, group="会议简报",  # type: ignore[misc]
        )  # fmt: skip


def _minutes(person: Person, meeting: Meeting) -> list[Piece]:
    row = minutes_of(meeting)
    paper = papers_visible_to(person).filter(pk=row.paper_id).first() if row else None
    return [_paper_piece(MINUTES, "会议纪要", paper)] if paper is not None else []


def _paper_piece(order: int, title: str, paper: Paper, group: str = "") -> Piece:
    return Piece(order, title, lambda: paper_pdf(paper), group=group, source=f"outgoing.paper:{paper.pk}")


def paper_pdf(paper: Paper) -> bytes:
    """What was printed (and sealed); a paper still on its way with a mark that says so."""
    printing = printing_of(paper)
    if printing is not None:
        use = seal_use_of(printing)
        return (use.file if use else printing.file).read()
    document = issued_document(paper)
    return to_pdf(document, fonts=fonts(), watermark="未印发", timestamp=_now(), templates=templates()).pdf


def _lists(meeting: Meeting, whole: bool) -> Iterator[Piece]:
    people = list(meeting.participants.order_by("rank", "pk"))
    if people:
        rows = [
            [str(n), row.name, row.body, row.post, row.get_role_display(), _state(row)]
            for n, row in enumerate(people, 1)
        ]
        columns = ["序号", "姓名", "单位", "职务", "身份", "到会"]
        yield Piece(LISTS, "参会人员名单", partial(table_pdf, f"{meeting.name}参会人员名单", columns, rows))
    agreed = list(meeting.agreed_items.select_related("unit", "matter")) if whole else []
    if agreed:
        lines = [
            [str(n), row.text, str(row.unit or ""), f"{row.deadline:%Y-%m-%d}" if row.deadline else "", _where(row)]
            for n, row in enumerate(agreed, 1)
        ]
        columns = ["序号", "议定事项", "责任单位", "时限", "落实"]
        yield Piece(LISTS + 1, "议定事项清单", partial(table_pdf, f"{meeting.name}议定事项清单", columns, lines))


def _state(row: Participant) -> str:
    return f"{row.stand_in_name}代会" if row.state == Participant.State.STAND_IN else row.get_state_display()


def _where(row: AgreedItem) -> str:
    return f"督办 {row.matter.number}" if row.matter else row.excuse


def held_words(meeting: Meeting) -> str:
    return moment(meeting.local_start)
