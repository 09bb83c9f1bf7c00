"""Opening a matter and taking it on its way by the same acts the pages call, at days of the test's choosing."""

from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from tests.cast import Cast
from zhongshu.apps.demo.clock import at
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.actions import Duties
from zhongshu.apps.supervision.models import Source, SupervisedMatter
from zhongshu.apps.supervision.sources import SourceFacts

#: A Monday; no public holiday in this month or the next but Qingming (Saturday to Monday, 4–6 April 2026).
MONDAY = date(2026, 3, 2)
STANDARD = "12个行政村通水，水质检测合格"
FILE = ("现场照片.txt", "3月5日，东沟村管道铺设3公里，施工照片和验收单见附页。".encode())


def on(day: date, clock: time = time(10, 0)) -> AbstractContextManager[None]:
    """Inside, it is ten in the morning of ``day``."""
    return at(timezone.make_aware(datetime.combine(day, clock)))


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def duties(cast: Cast, **changes: Any) -> Duties:
    given = {
        "task": "完成青石镇农村饮水管网改造",
        "standard": STANDARD,
        "deadline": later(25),
        "unit": cast.units["党政办公室"],
        "person": cast.town_clerk,
        "urgency": "urgent",
        "importance": "important",
    }
    return Duties(**(given | changes))


def facts(cast: Cast, *, leader: Person | None = None, **changes: Any) -> SourceFacts:
    given = {
        "kind": Source.Kind.INSTRUCTION if leader else Source.Kind.ENTRUSTED,
        "sentence": "青石镇饮水管网改造要在月底前完成，办公室盯紧。",
        "label": "陈志远同志在《关于农村饮水安全的报告》上的批示" if leader else "县政府第3次常务会交办",
        "leader": leader,
        "given_on": MONDAY,
    }
    return SourceFacts(**(given | changes))


def opened(cast: Cast, *, leader: Person | None = None, day: date = MONDAY, **changes: Any) -> SupervisedMatter:
    """A matter on Monday, rhythm of three workdays, due on Friday the 27th."""
    with on(day):
        return actions.open_matter(
            actor=cast.supervision_officer, source=facts(cast, leader=leader), duties=duties(cast, **changes)
        )


def reload(matter: SupervisedMatter) -> SupervisedMatter:
    return SupervisedMatter.objects.select_related("source__leader", "unit__organ", "person", "organ").get(pk=matter.pk)


def reported(
    cast: Cast, matter: SupervisedMatter, day: date, *, done: bool = False, text: str = "", files: Any = (FILE,)
) -> Any:
    with on(day):
        return actions.file_report(
            actor=cast.town_clerk,
            matter=matter,
            progress=text
            or f"截至{day:%m月%d日}，已铺设管道{day.day}公里，{day.day % 12 + 1}个村完成入户，水质送检{day.day}份。",
            next_step="" if done else f"{day.day}日起转入下一段施工，月底前验收。",
            done=done,
            files=files,
        )


def verified(cast: Cast, report: Any, day: date, verdict: str = "true", **more: Any) -> Any:
    with on(day):
        return actions.verify_report(actor=cast.supervision_officer, report=report, verdict=verdict, **more)


def closed(cast: Cast, matter: SupervisedMatter, day: date) -> SupervisedMatter:
    """Reported done, verified, and closed; for matters that need no leader's consent."""
    verified(cast, reported(cast, matter, day, done=True), day)
    with on(day):
        actions.propose_closing(actor=cast.supervision_officer, matter=matter, result="12个村全部通水，水质合格。")
    return reload(matter)


def swept(day: date) -> int:
    with on(day):
        return actions.climb(now=timezone.now())


def ledger(rows: list[list[Any]], *, merged: tuple[str, ...] = (), title: bool = True) -> bytes:
    """A workbook as an office keeps its ledger: a title, headings, rows, merged cells."""
    book = Workbook()
    sheet = book.active
    if title:
        sheet.append(["2026年重点督办事项台账"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
