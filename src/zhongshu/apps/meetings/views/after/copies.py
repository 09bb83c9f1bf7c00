"""编号文件: numbered, handed out, called back; who still holds what."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import copies as actions
from zhongshu.apps.meetings.forms import after as forms
from zhongshu.apps.meetings.models import Meeting, PaperCopy
from zhongshu.apps.meetings.queries.meetings import acts_for
from zhongshu.apps.meetings.views.after.door import for_task, part_for_task, shown
from zhongshu.apps.meetings.views.door import part_of, step_page
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.outgoing.views.typeset_ledger import ledger_pdf
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

TASK = actions.TASK
SORTS = {"number": "number", "who": "holder_name", "out": "out_at", "back": "back_at"}
FORMS = {
    "number": forms.NumberForm, "all": forms.AllForm, "out": forms.HandOutForm, "back": forms.RecallForm,
    "destroy": forms.DestroyForm,
}  # fmt: skip
#: Sheet → title, columns.
SHEETS = {
    "out": ("文件发放登记表", ("序号", "文件", "份号", "领取人", "领取时间", "领取人签字", "备注")),
    "back": ("文件清退登记表", ("序号", "文件", "份号", "领取人", "发出", "收回", "状态", "交还人签字")),
    "owed": ("未清退文件名单", ("序号", "文件", "份号", "领取人", "联系电话", "发出", "状态", "催还")),
}


@staff
@require_GET
def copies(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ?paper= &state= &q=: every copy and where it is."""
    return _page(request, for_task(request, pk, TASK), "")


@staff
@require_POST
def work(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """POST: number, hand out to one or to all, take back, destroy, ask back."""
    meeting, person = for_task(request, pk, TASK), request.person
    back = reverse("meetings:copies", args=[pk])
    if step == "ask":
        told = actions.ask_back(actor=person, meeting=meeting)
        messages.success(request, f"已催还：{'、'.join(one.name for one in told)}。")
        return redirect(back)
    if step not in FORMS:
        raise Http404
    form = FORMS[step](request.POST, meeting=meeting, auto_id=f"{step}_%s")
    if not form.is_valid():
        return _page(request, meeting, step, form)
    given = form.cleaned_data
    messages.success(request, _done(person, step, given))
    return redirect(f"{back}?paper={given['paper'].pk}")


def _done(person: Person, step: str, given: dict[str, Any]) -> str:
    """Do the step; what was done, in words."""
    match step:
        case "number":
            rows = actions.number_copies(actor=person, paper=given["paper"], count=given["count"])
            return f"已编号 {rows[0].shown}—{rows[-1].shown}。"
        case "all":
            return f"已发给 {len(actions.hand_out_to_all(actor=person, paper=given['paper']))} 人，每人一份。"
        case "out":
            rows = actions.hand_out(
                actor=person, copies=given["copies"], participant=given["participant"], name=given["name"]
            )
            return f"已发出 {len(rows)} 份，{rows[0].holder_name}领取。"
        case "back":
            return f"已收回 {len(actions.recall(actor=person, copies=given['copies'], words=given['words']))} 份。"
        case _:
            rows = actions.destroy(actor=person, copies=given["copies"], witness=given["witness"], words=given["words"])
            return f"已登记销毁 {len(rows)} 份。"


def _page(request: StaffRequest, meeting: Meeting, step: str, bound: Any = None) -> HttpResponse:
    papers = meeting.papers.annotate(
        **{state: Count("copies", filter=Q(copies__state=state)) for state in PaperCopy.State.values},
        numbered=Count("copies"),
    )
    chosen = request.GET.get("paper", "") or (str(bound.data.get("paper", "")) if bound is not None else "")
    paper = next((row for row in papers if str(row.pk) == chosen), None) or next(
        (r for r in papers if r.numbered), None
    )
    state, word = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = meeting.copies.filter(paper=paper).select_related("paper", "holder")
    if state in PaperCopy.State.values:
        rows = rows.filter(state=state)
    if word:
        rows = rows.filter(holder_name__icontains=word)
    made = {
        name: bound if name == step else form(meeting=meeting, auto_id=f"{name}_%s", initial={"paper": paper})
        for name, form in FORMS.items()
    }
    return shown(
        request, "copies", meeting, bound, papers=papers, paper=paper, state=state, q=word,
        rows=listing(request, rows, sorts=SORTS, default="number"), states=PaperCopy.State.choices, **{f"{k}_form": v for k, v in made.items()},
        owed=meeting.copies.filter(state=PaperCopy.State.OUT, paper__restricted=True).count(),
    )  # fmt: skip


@staff
@require_GET
def copy(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one copy and every move it made."""
    row, directs = _copy(request, pk)
    return shown(
        request, "copy", row.meeting, copy=row, moves=row.moves.select_related("by", "witness"), directs=directs,
        lost=forms.LostForm(auto_id="lost_%s"), settle=forms.SettleLostForm(auto_id="settle_%s"),
    )  # fmt: skip


def _copy(request: StaffRequest, pk: int) -> tuple[PaperCopy, bool]:
    """A copy for who sees to it or, when it is lost, for the director who has to settle it."""
    row = part_of(request, PaperCopy, pk)
    directors = org.people_with_duty(row.meeting.organ_id, Duty.DIRECTOR)
    directs = row.state == PaperCopy.State.LOST and any(acts_for(request.person, one.pk) for one in directors)
    if not directs:
        row = part_for_task(request, PaperCopy, pk, TASK)
    return row, directs


@staff
@require_http_methods(["POST"])
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """POST: this one is back, is lost, or (the director) what became of a lost one."""
    row, _ = _copy(request, pk)
    here = reverse("meetings:copy", args=[pk])
    if step == "back":
        actions.recall(actor=request.person, copies=[row])
        messages.success(request, f"{row.shown} 号已收回。")
        return redirect(f"{reverse('meetings:copies', args=[row.meeting_id])}?paper={row.paper_id}")
    kinds = {
        "lost": (forms.LostForm, "报失", actions.report_lost),
        "settle": (forms.SettleLostForm, "遗失处理", actions.settle_lost),
    }
    if step not in kinds:
        raise Http404
    kind, title, action = kinds[step]
    form = kind(request.POST)
    if not form.is_valid():
        return step_page(request, form, title=f"{title}：{row}", act="保存", back=here, meeting=row.meeting)
    action(actor=request.person, copy=row, words=form.cleaned_data["words"])  # type: ignore[operator]
    messages.success(request, "已登记。")
    return redirect(here)


@staff
@require_GET
def printed(request: StaffRequest, pk: int, sheet: str) -> HttpResponse:
    """GET ?paper=: the hand-out sheet, the recall sheet, or who still holds what, on paper."""
    meeting = for_task(request, pk, TASK)
    if sheet not in SHEETS:
        raise Http404
    title, columns = SHEETS[sheet]
    rows = meeting.copies.select_related("paper", "holder").order_by("paper__position", "paper", "number")
    paper = request.GET.get("paper", "")
    rows = rows.filter(paper=int(paper)) if paper.isdigit() and len(paper) < 10 else rows
    if sheet == "back":
        rows = rows.exclude(state=PaperCopy.State.STOCK)
    elif sheet == "owed":
        rows = rows.filter(state__in=(PaperCopy.State.OUT, PaperCopy.State.LOST), paper__restricted=True)
    lines = [_line(sheet, n, row) for n, row in enumerate(rows, 1)]
    return ledger_pdf(
        title, columns, lines, subtitle=meeting.name, closing=f"共 {len(lines)} 份。经手人：　　　　　　　　"
    )


def _line(sheet: str, n: int, row: PaperCopy) -> list[Any]:
    first = [n, row.paper.title, row.shown, row.holder_name]
    match sheet:
        case "out":
            return [*first, row.out_at, "", "会后收回" if row.paper.restricted else ""]
        case "back":
            return [*first, row.out_at, row.back_at, row.get_state_display(), ""]
        case _:
            return [*first, row.holder.mobile if row.holder else "", row.out_at, row.get_state_display(), row.asked_on]
