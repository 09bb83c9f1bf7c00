"""材料合订: bound from what the binder may see, kept, and filed in the archive."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.access.actions import grant
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.archive.filing import Whole, file_whole
from zhongshu.apps.archive.models import Item
from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store_output
from zhongshu.apps.files.policy import PDF
from zhongshu.apps.meetings import guards_after
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.evidence import show_done
from zhongshu.apps.meetings.models import BoundVolume, Meeting
from zhongshu.apps.meetings.volume_parts import Piece, held_words, pieces_for
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset.binding import Bound, Cover, Part, bind

TASK = "volume"


def draw_volume(meeting: Meeting, pieces: list[Piece], *, day: date, note: str = "") -> Bound:
    """The volume of some pieces, kept nowhere."""
    if not pieces:
        raise Refused("没有可以合订的材料。", remedy="请先提交会议文件或发出通知。")
    cover = Cover(
        f"{meeting.name}材料汇编",
        [
            ("会议时间", held_words(meeting)), ("会议地点", meeting.place), ("主持人", str(meeting.chair or "")),
            ("承办单位", str(meeting.host_unit)),
        ],
        str(meeting.organ), f"{day:%Y年%-m月%-d日}", note,
    )  # fmt: skip
    parts = [Part(piece.title, piece.make(), piece.group) for piece in pieces]
    return bind(cover, parts, timestamp=timezone.now().replace(microsecond=0), fonts=fonts())


def bind_volume(*, actor: Person, meeting: Meeting) -> BoundVolume:
    """合订: the next edition of the volume."""
    with act(actor=actor, verb="meetings.bind_volume", about=meeting) as this:
        meeting = locked(meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        guards_after.has_begun(meeting)
        pieces = pieces_for(actor, meeting)
        bound = draw_volume(meeting, pieces, day=timezone.localdate())
        last = meeting.volumes.first()
        edition = last.edition + 1 if last else 1
        name = f"{meeting.name}材料汇编{f'（第{edition}版）' if edition > 1 else ''}.pdf"
        stored = store_output(actor=actor, name=name, content=bound.pdf, media_type=PDF)
        row = BoundVolume.objects.create(
            meeting=meeting, edition=edition, file=stored, pages=bound.pages, by=actor, at=timezone.now(),
            parts=[
                {"title": piece.title, "group": piece.group, "page": start, "source": piece.source}
                for piece, start in zip(pieces, bound.starts, strict=True)
            ],
        )  # fmt: skip
        this.summary = f"《{meeting}》：材料合订 {len(pieces)} 件，{bound.pages} 页"
        this.data = {"volume": row.pk, "sha256": stored.sha256, "parts": len(pieces)}
        show_done(actor, meeting, TASK, f"材料合订本第 {edition} 版，{bound.pages} 页", row)
    return row


def file_volume(
    *, actor: Person, volume: BoundVolume, retention: str, category: str = "", year: int | None = None, note: str = ""
) -> Item:
    """归档 of a bound volume; by the archivist, also after the meeting is closed."""
    with act(actor=actor, verb="meetings.file_volume", about=volume.meeting) as this:
        meeting = locked(volume.meeting)
        if meeting.volumes.filter(edition__gt=volume.edition).exists():
            raise Refused("这不是最新一版合订本，没有归档。", remedy="请归档最新一版。")
        whole = Whole(
            title=f"{meeting.name}材料汇编", organ=meeting.organ, unit=meeting.host_unit,
            day=meeting.local_start.date(), pages=volume.pages, secrecy=meeting.secrecy,
            files={"合订本.pdf": volume.file.read()}, business="会议",
            relations=[{"关系": "包含", "对象": row["title"], "页": row["page"]} for row in volume.parts],
        )  # fmt: skip
        item = file_whole(
            actor=actor, obj=volume, whole=whole, retention=retention, category=category, year=year, note=note
        )
        # Whoever bound it saw every part of it; of others, even of the host side, that is not certain.
        grant(actor=actor, obj=item, subject=person_key(volume.by), reason="合订人")
        this.summary, this.data = f"《{meeting}》：材料合订本归档，档号 {item.reference}", {"reference": item.reference}
    return item
