"""The agenda of a meeting: entries, order, times, what does not fit."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import agenda as actions
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.forms.items import EntryForm, ReasonForm, SlotForm
from zhongshu.apps.meetings.models import AgendaItem, AgendaSlot
from zhongshu.apps.meetings.queries import items_visible_to
from zhongshu.apps.meetings.views.door import hosted, hosted_part, shown_first, step_page
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.agenda import agenda_problems, timeline, total_minutes


@staff
@require_GET
def agenda(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: every entry with its time; items that wait to be scheduled; what does not fit."""
    meeting = hosted(request, pk)
    facts = facts_of(meeting)
    timed = {row.entry.key: row for row in timeline(facts.starts_at, facts.entries)}
    slots = [(slot, timed[str(slot.pk)]) for slot in meeting.slots.select_related("item__unit__organ")]
    waiting = items_visible_to(request.person).filter(organ=meeting.organ_id, state=AgendaItem.State.APPROVED)
    context = {
        "meeting": meeting, "slots": slots, "problems": agenda_problems(facts.starts_at, facts.ends_at, facts.entries),
        "total": total_minutes(facts.entries), "waiting": waiting.order_by("pk"), "form": EntryForm(),
        "room": int((facts.ends_at - facts.starts_at).total_seconds() // 60),
    }  # fmt: skip
    return render(request, "meetings/agenda.html", context)


@staff
@require_http_methods(["POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a part or a break."""
    meeting, back = hosted(request, pk), reverse("meetings:agenda", args=[pk])
    form = EntryForm(request.POST)
    if not form.is_valid():
        return step_page(request, form, title="增加议程", act="保存", back=back, meeting=meeting)
    given = form.cleaned_data
    return shown_first(
        request, meeting, lambda: actions.add_entry(actor=request.person, meeting=meeting, **given),
        title="增加议程", back=back, done="议程已增加。",
    )  # fmt: skip


@staff
@require_POST
def schedule(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """POST: an approved item goes on the agenda."""
    meeting = hosted(request, pk)
    found = get_object_or_404(items_visible_to(request.person), pk=item)
    return shown_first(
        request, meeting, lambda: actions.schedule_item(actor=request.person, meeting=meeting, item=found),
        title=f"列入议程：{found}", back=reverse("meetings:agenda", args=[pk]), done="议题已列入议程。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: one entry's duration, fixed time and words."""
    slot = hosted_part(request, AgendaSlot, pk)
    back = reverse("meetings:agenda", args=[slot.meeting_id])
    fixed = timezone.localtime(slot.fixed_at) if slot.fixed_at else None
    initial = {"title": str(slot), "speaker": slot.speaker, "minutes": slot.minutes, "fixed_at": fixed}
    form = SlotForm(request.POST or None, initial=initial)
    if slot.item_id is not None:
        del form.fields["title"], form.fields["speaker"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return shown_first(
            request, slot.meeting, lambda: actions.edit_entry(actor=request.person, slot=slot, **given),
            title=f"修改议程：{slot}", back=back, done="议程已修改。",
        )  # fmt: skip
    return step_page(request, form, title=f"修改议程：{slot}", act="保存", back=back, meeting=slot.meeting)


@staff
@require_POST
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST to=: another place in the order."""
    slot = hosted_part(request, AgendaSlot, pk)
    to = request.POST.get("to", "0")
    place = int(to) if to.isdigit() and len(to) < 5 else 0
    return shown_first(
        request, slot.meeting, lambda: actions.move_entry(actor=request.person, slot=slot, to=place),
        title=f"调整次序：{slot}", back=reverse("meetings:agenda", args=[slot.meeting_id]), done="次序已调整。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: take an entry out; an item with the reason (GET: the form for it)."""
    slot = hosted_part(request, AgendaSlot, pk)
    back = reverse("meetings:agenda", args=[slot.meeting_id])
    item = slot.item
    if item is None and request.method == "POST":
        return shown_first(
            request, slot.meeting, lambda: actions.remove_entry(actor=request.person, slot=slot),
            title=f"去掉议程：{slot}", back=back, done="已去掉。",
        )  # fmt: skip
    form = ReasonForm(request.POST or None)
    if item is not None and request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return shown_first(
            request, slot.meeting, lambda: actions.unschedule_item(actor=request.person, item=item, reason=reason),
            title=f"撤下议题：{slot}", back=back, done="议题已撤下，退回待上会。",
        )  # fmt: skip
    return step_page(
        request, form if item else None, title=f"撤下：{slot}", act="撤下", back=back, meeting=slot.meeting
    )
