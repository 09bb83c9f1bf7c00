"""督办台账: the ledger one may know of, on the screen, as a workbook and on paper."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.outgoing.views.typeset_ledger import MOST_ROWS, ledger_pdf
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision.forms.matters import LedgerFilter
from zhongshu.apps.supervision.lamps import Lamps
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.queries.figures import FIGURES
from zhongshu.apps.supervision.queries.matters import may_open, with_names
from zhongshu.apps.supervision.views.door import workers_only

SORTS = {
    "number": "serial", "task": "task", "deadline": "deadline", "light": "red_on", "unit": "unit__position",
    "report": "next_report_on", "opened": "opened_on",
}  # fmt: skip
EXPORT_LIMIT = 60_000
HEADINGS = (
    "编号", "上级事项", "任务", "标准", "时限", "原定时限", "责任单位", "责任人", "配合单位", "牵头领导", "来源类别", "出处", "原话", "立项日期",
    "紧急程度", "重要程度", "督办方式", "督办科室", "督办人", "状态", "灯", "说明", "最近反馈", "进展情况", "下次反馈", "办结日期",
)  # fmt: skip
PRINTED = ("编号", "任务", "标准", "时限", "责任单位", "责任人", "来源", "进展情况", "状态")


def _filtered(request: StaffRequest) -> tuple[LedgerFilter, QuerySet[SupervisedMatter]]:
    workers_only(request)
    matters = visible_to(request.person)
    form = LedgerFilter(request.GET, matters=matters)
    return form, form.apply(matters, timezone.localdate())


def folded(matters: QuerySet[SupervisedMatter], every: QuerySet[SupervisedMatter]) -> QuerySet[SupervisedMatter]:
    """The same matters with ``shown_parts``, those parts the person may know of."""
    parts = Prefetch("parts", every.order_by("serial"), to_attr="shown_parts")
    return matters.prefetch_related(parts).select_related("parent")


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?q= &figure= &kind= &unit= &leader= &year= &sort= &page=: the ledger, 50 a page, parts folded."""
    form, matters = _filtered(request)
    every, lamps = visible_to(request.person), Lamps()
    rows = listing(request, folded(matters, every), sorts=SORTS, default="")
    counted = {
        name: Count("pk", filter=FIGURES[name][1](lamps.today)) for name in ("open", "red", "yellow", "green", "closed")
    }
    context = {
        "rows": rows,
        "shown": [
            (matter, lamps.of(matter), [(part, lamps.of(part)) for part in matter.shown_parts]) for matter in rows.rows
        ],
        "filters": form,
        "counts": every.order_by().aggregate(**counted),
        "may_open": may_open(request.person),
        "export": reverse("supervision:export"),
    }
    return render(request, "supervision/ledger.html", context)


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook, parts below their matter."""
    _, matters = _filtered(request)
    every = visible_to(request.person)
    chosen = matters.order_by().values("pk")
    whole = every.filter(Q(pk__in=chosen) | Q(parent__in=chosen)) if not request.GET else every.filter(pk__in=chosen)
    ordered = whole.prefetch_related("supporting__unit").select_related("parent").order_by("-year", "serial")
    return workbook("督办台账", HEADINGS, _lines(ordered[:EXPORT_LIMIT]))


def _lines(matters: Iterable[SupervisedMatter]) -> Iterator[tuple[Any, ...]]:
    lamps, colours = Lamps(), {"red": "红", "yellow": "黄", "green": "绿", "grey": ""}
    for matter in matters:
        lamp = lamps.of(matter)
        yield (
            matter.number, matter.parent.number if matter.parent else "", matter.task, matter.standard, matter.deadline,
            matter.first_deadline, unit_name(matter), matter.person.name,
            "、".join(row.unit.name for row in matter.supporting.all()), matter.leader.name if matter.leader else "",
            matter.source.get_kind_display(), matter.source.label, matter.source.sentence, matter.opened_on,
            matter.get_urgency_display(), matter.get_importance_display(), matter.get_track_display(),
            matter.supervising_unit.name, matter.supervisor.name, matter.get_state_display(), colours[lamp.colour],
            lamp.word, matter.reported_on, matter.progress, matter.next_report_on, matter.closed_on,
        )  # fmt: skip


def unit_name(matter: SupervisedMatter) -> str:
    """The responsible unit as a ledger names it: another organ with its name, an own section alone."""
    unit = matter.unit
    return unit.name if unit.organ_id == matter.organ_id else f"{unit.organ.short_name}{unit.name}"


@staff
@require_GET
def typeset(request: StaffRequest) -> HttpResponse:
    """GET: the same list on paper."""
    form, matters = _filtered(request)
    lamps = Lamps()
    rows = [
        (
            matter.number, matter.task, matter.standard, matter.deadline, unit_name(matter), matter.person.name,
            matter.source.get_kind_display(), matter.progress, lamps.of(matter).word,
        )
        for matter in with_names(matters).order_by("-year", "serial")[: MOST_ROWS + 1]
    ]  # fmt: skip
    chosen = [str(form[name].label) for name in form.changed_data]
    subtitle = f"{request.person.organ.name}{f'（按{chr(12289).join(chosen)}筛选）' if chosen else ''}"
    return ledger_pdf("督办台账", PRINTED, rows, subtitle=subtitle, closing=f"共 {len(rows)} 项。")
