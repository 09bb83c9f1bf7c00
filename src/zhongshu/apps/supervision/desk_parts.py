"""Supervision on the home pages: 督办 on the desk, what is late, silent or without a holder on the board, and how the
leader's instructions stand."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.shell.desk_parts import Figure, Line, Section
from zhongshu.apps.supervision.lamps import Lamps
from zhongshu.apps.supervision.models import Closing, Extension, SupervisedMatter
from zhongshu.apps.supervision.queries.figures import FIGURES
from zhongshu.apps.supervision.queries.matters import open_matters, without_holder
from zhongshu.apps.supervision.queries.sides import office_organs, ordered_by

SHOWN = 15


def own(person: Person, now: datetime) -> list[Figure]:
    """督办: what the person answers for, and of it what is red; nothing for those who answer for nothing."""
    today = timezone.localdate(now)
    mine = open_matters().filter(person=person)
    counts = mine.aggregate(all=Count("pk"), red=Count("pk", filter=FIGURES["red"][1](today)))
    if not counts["all"]:
        return []
    address = reverse("supervision:mine")
    return [
        Figure("督办事项", counts["all"], address),
        Figure("督办红灯", counts["red"], f"{address}?figure=red", late=bool(counts["red"])),
    ]


def board(person: Person, organ: Organ, now: datetime) -> list[Figure]:
    """Late, silent, without a holder (which must be 0), for those who see every matter of the organ."""
    if organ.pk not in office_organs(person):
        return []
    today = timezone.localdate(now)
    names = ("open", "late", "silent")
    counts = open_matters(organ).aggregate(**{name: Count("pk", filter=FIGURES[name][1](today)) for name in names})
    unowned, ledger = without_holder(organ).count(), reverse("supervision:list")
    return [
        Figure("督办事项", counts["open"], f"{ledger}?figure=open"),
        Figure("督办逾期", counts["late"], f"{ledger}?figure=late", late=bool(counts["late"])),
        Figure("督办逾期未反馈", counts["silent"], f"{ledger}?figure=silent", late=bool(counts["silent"])),
        Figure("督办无人承办", unowned, reverse("supervision:unowned"), late=bool(unowned)),
    ]


def leader(person: Person, now: datetime) -> list[Section]:
    """What waits for the leader's word, and how the leader's instructions stand, the reddest first."""
    lamps = Lamps(now)
    closings = Closing.objects.filter(leader=person, state=Closing.State.PROPOSED).select_related("matter")
    extensions = Extension.objects.filter(leader=person, state=Extension.State.ASKED).select_related("matter")
    waiting = [
        Line(f"是否同意{row.word}：{row.matter.task}", reverse("supervision:answer_closing", args=[row.pk]), row.result[:60])
        for row in closings[:SHOWN]
    ] + [
        Line(
            f"申请延期至{row.wanted:%-m月%-d日}：{row.matter.task}",
            reverse("supervision:decide_extension", args=[row.pk]), row.reason[:60],
        )
        for row in extensions[:SHOWN]
    ]  # fmt: skip
    matters = ordered_by(person).filter(state=SupervisedMatter.State.OPEN).order_by("red_on", "yellow_on", "pk")
    lines = [_line(matter, lamps) for matter in matters[:SHOWN]]
    return [
        Section("督办：请您表态", "没有等您表态的督办事项", waiting, reverse("supervision:ordered")),
        Section("我交办的事项", "您批示、牵头的事项都已销号", lines, reverse("supervision:ordered")),
    ]


def _line(matter: SupervisedMatter, lamps: Lamps) -> Line:
    shown = lamps.of(matter)
    unit = (
        matter.unit.name
        if matter.unit.organ_id == matter.organ_id
        else f"{matter.unit.organ.short_name}{matter.unit.name}"
    )
    note = f"{unit} {matter.person} · {matter.deadline:%-m月%-d日}前"
    return Line(matter.task, matter.get_absolute_url(), note, shown.colour, shown.word)
