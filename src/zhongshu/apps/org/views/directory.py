"""通讯录: who there is, where they sit, who acts for them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.org import queries
from zhongshu.apps.org.forms import DirectoryFilter
from zhongshu.apps.org.models import Absence, Duty, Organ, Person, Portfolio, Post, Unit
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_GET
def directory(request: StaffRequest) -> HttpResponse:
    """GET ?q= &organ= &duty= &sort= &page=: the people of the whole county, 50 a page."""
    filters = DirectoryFilter(request.GET or None)
    people = queries.with_posts(filters.apply(request.person))
    rows = listing(
        request,
        people.order_by("organ__level", "organ__position", "organ", "rank", "pk"),
        sorts={"name": "initials", "organ": "organ__position", "rank": "rank"},
    )
    return render(request, "org/directory.html", {"rows": rows, "filters": filters})


@staff
@require_GET
def directory_export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook; telephone numbers of the own organ only."""
    people = queries.with_posts(DirectoryFilter(request.GET or None).apply(request.person))
    own = request.person.organ_id
    rows = (
        (
            person.name,
            person.organ.name,
            "；".join(str(post) for post in person.present_posts),  # type: ignore[attr-defined]
            person.mobile if person.organ_id == own else "",
        )
        for person in people.order_by("organ__level", "organ__position", "organ", "rank", "pk")
    )
    return workbook("通讯录", ["姓名", "机关", "职务", "手机（本单位）"], rows)


@staff
@require_GET
def tree(request: StaffRequest) -> HttpResponse:
    """GET ?organ=: the county's bodies, and the units and people of one of them (one's own by default)."""
    organs = list(queries.organs().select_related("superior"))
    wanted = request.GET.get("organ", "")
    chosen = next((organ for organ in organs if str(organ.pk) == wanted), request.person.organ)
    posts = (
        Post.objects.filter(unit__organ=chosen, ended_on__isnull=True, person__left_on__isnull=True)
        .select_related("person", "unit")
        .prefetch_related("post_duties")
        .order_by("person__rank", "pk")
    )
    by_unit: dict[int, list[Post]] = {}
    for post in posts:
        by_unit.setdefault(post.unit_id, []).append(post)
    in_charge = {
        row.unit_id: row.leader for row in Portfolio.objects.filter(unit__organ=chosen).select_related("leader")
    }
    units = [
        (unit, by_unit.get(unit.pk, []), in_charge.get(unit.pk))
        for unit in Unit.objects.filter(organ=chosen, dissolved_on__isnull=True)
    ]
    levels = [(level.label, [organ for organ in organs if organ.level == level]) for level in Organ.Level]
    context = {"chosen": chosen, "levels": [pair for pair in levels if pair[1]], "units": units}
    return render(request, "org/tree.html", context)


@staff
@require_GET
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one member of staff: posts, duties, portfolio, whether away and who acts meanwhile."""
    found = get_object_or_404(queries.with_posts(queries.visible_to(request.person)), pk=pk)
    now = timezone.now()
    absence = Absence.objects.filter(person=found, starts_at__lte=now, ends_at__gt=now).first()
    context = {
        "shown": found,
        "duties": [duty.label for duty in Duty if duty.value in queries.duties_of(found)],
        "portfolios": found.portfolios.select_related("unit", "organ"),
        "absence": absence,
        "acting": queries.stand_in_for(found, now),
        "same_organ": found.organ_id == request.person.organ_id,
        "may_hand_over": may_arrange(request.person, found),
    }
    return render(request, "org/person.html", context)


def may_arrange(person: Person, other: Person) -> bool:
    """Whether the handover page of ``other`` is open to ``person`` (the action asks again)."""
    if person.pk == other.pk:
        return not queries.administrator_role(person)
    return queries.has_duty(person, Duty.DIRECTOR, other.organ) or queries.is_administrator(person, "system")
