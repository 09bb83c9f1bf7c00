"""Everything of a meeting that is still open: what keeps it from being closed, each said so that somebody can act on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from zhongshu.apps.meetings.models import Meeting, MeetingTask, PaperCopy, Settlement
from zhongshu.lib.refusal import Refused

MOST_NAMED = 6


@dataclass(frozen=True)
class Open:
    """``blocks``: the meeting is not closed before; else only pointed out. ``advice``: what to do."""

    text: str
    advice: str
    url: str = ""
    blocks: bool = True


def still_open(meeting: Meeting) -> list[Open]:
    """Every open end, what blocks first."""
    found = [*_tasks(meeting), *_agreed(meeting), *_copies(meeting), *_account(meeting), *_equipment(meeting)]
    found += [*_journeys(meeting), *_minutes(meeting), *_volume(meeting)]
    return sorted(found, key=lambda row: not row.blocks)


def refuse_open(meeting: Meeting) -> None:
    """Refused with the whole list while anything is open that blocks."""
    left = [row for row in still_open(meeting) if row.blocks]
    if left:
        said = "".join(f"{n}. {row.text}。" for n, row in enumerate(left, 1))
        advice = "".join(f"{n}. {row.advice}" for n, row in enumerate(left, 1))
        raise Refused(f"会议还有 {len(left)} 件事没有了结，没有办结：{said}", remedy=advice)


def owed_copies(meeting: Meeting) -> list[PaperCopy]:
    """Restricted copies that somebody still has to answer for."""
    rows = meeting.copies.filter(
        Q(state=PaperCopy.State.OUT) | Q(state=PaperCopy.State.LOST, settled_words=""), paper__restricted=True
    )
    return list(rows.select_related("paper", "holder"))


def _url(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk])


def _named(names: list[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")


def _tasks(meeting: Meeting) -> Iterator[Open]:
    left = list(meeting.tasks.filter(state=MeetingTask.State.OPEN).select_related("holder"))
    if left:
        names = _named([f"{task}（{task.holder}）" for task in left])
        yield Open(
            f"{len(left)} 项任务没有办完：{names}", "请办完，或者写明理由不办。", f"{meeting.get_absolute_url()}#tasks"
        )


def _agreed(meeting: Meeting) -> Iterator[Open]:
    loose = [str(row) for row in meeting.agreed_items.filter(matter__isnull=True, excuse="")]
    if loose:
        names = _named([f"“{text[:20]}”" for text in loose])
        yield Open(
            f"{len(loose)} 项议定事项没有列入督办，也没有说明理由：{names}",
            "请列入督办或写明理由。",
            _url("agreed", meeting),
        )


def _copies(meeting: Meeting) -> Iterator[Open]:
    owed = owed_copies(meeting)
    out = [row for row in owed if row.state == PaperCopy.State.OUT]
    lost = [row for row in owed if row.state == PaperCopy.State.LOST]
    if out:
        names = _named([f"{row.holder_name}《{row.paper}》{row.shown}号" for row in out])
        yield Open(f"{len(out)} 份会后收回的文件还在外：{names}", "请收回登记，找不到的报失。", _url("copies", meeting))
    if lost:
        names = _named([f"《{row.paper}》{row.shown}号" for row in lost])
        yield Open(
            f"{len(lost)} 份遗失的文件没有处理：{names}", "请办公室主任查明，写明处理结果。", _url("copies", meeting)
        )


def _account(meeting: Meeting) -> Iterator[Open]:
    if Settlement.objects.filter(meeting=meeting).exists():
        return
    rows = list(meeting.account_lines.all())
    if rows:
        without = sum(row.spent is None for row in rows)
        more = f"，{without} 项没有登记支出" if without else ""
        yield Open(f"会议费用 {len(rows)} 项没有结算{more}", "请登记支出后结算。", _url("account", meeting))


def _equipment(meeting: Meeting) -> Iterator[Open]:
    owed = [row for row in meeting.equipment.filter(returns=True, taken__gt=0) if row.owed]
    if owed:
        names = _named([f"{row} {row.missing} 件（{row.taken_by}领用）" for row in owed])
        yield Open(
            f"{len(owed)} 样用品没有还清：{names}",
            "请归还清点；缺失的写明由谁负责、怎样处理。",
            _url("equipment", meeting),
        )


def _journeys(meeting: Meeting) -> Iterator[Open]:
    left = [row.name for row in meeting.journeys.filter(seen_off_at__isnull=True)]
    if left:
        yield Open(
            f"{len(left)} 人的返程没有登记送走：{_named(left)}", "送走后请登记。", _url("travel", meeting), False
        )


def _minutes(meeting: Meeting) -> Iterator[Open]:
    if meeting.kind == "decision" and not meeting.small and not meeting.minutes.exists():
        yield Open("纪要还没有拟稿", "可由议程和会议决定生成。", _url("after", meeting), False)


def _volume(meeting: Meeting) -> Iterator[Open]:
    if not meeting.small and not meeting.volumes.exists():
        yield Open("会议材料还没有合订", "各项材料齐了再合订。", _url("volume", meeting), False)
