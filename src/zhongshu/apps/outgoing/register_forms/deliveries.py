"""印制, 分发 and 签收: copies, recipients and due time, receipts on paper, returning, filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone

from zhongshu.apps.org.forms import Moment
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.outgoing.actions.distribution import Recipient
from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries import registers
from zhongshu.apps.outgoing.queries.issue import suggested_recipients
from zhongshu.lib.document import Document

NONE, MAIN, COPY = "", "main", "copy"
WAYS = [(NONE, "不发"), (MAIN, "主送"), (COPY, "抄送")]
GROUP_WAYS = [(NONE, "逐个选择"), (MAIN, "全部主送"), (COPY, "全部抄送")]
STATES = [
    ("", "全部状态"),
    ("waiting", "待签收"),
    ("late", "超过时限未签收"),
    ("signed", "已签收"),
    ("returned", "已退回"),
]


class PrintForm(forms.Form):
    """印制."""

    copies = forms.IntegerField(label="印制份数", min_value=1, max_value=9999, initial=1)


class ReturnForm(forms.Form):
    """退回 by a recipient."""

    reason = forms.CharField(
        label="退回理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="会告知发文单位。"
    )


class PaperReceiptForm(forms.Form):
    """回执 of a recipient outside this server."""

    received_by = forms.CharField(label="对方签收人", max_length=60)
    at = Moment(label="签收时间", required=False, initial=timezone.localtime, help_text="不填即为现在。")

    def clean_at(self) -> datetime | None:
        at = self.cleaned_data["at"]
        if at is not None and at > timezone.now():
            raise ValidationError("签收时间还没有到，请改正。")
        return at


class StateFilter(forms.Form):
    """Filter of a distribution sheet by state."""

    state = forms.ChoiceField(
        label="状态", required=False, choices=[*STATES, (Delivery.State.RECALLED.value, Delivery.State.RECALLED.label)]
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """The conditions that make sense; the others are left out."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})


class ReceivedFilter(StateFilter):
    """Filter of received papers."""

    q = forms.CharField(
        label="标题、字号或来文单位",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-list-filter": "", "type": "search"}),
    )
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    field_order = ("q", "state")


@dataclass(frozen=True)
class Row:
    """One possible recipient on the form: how it gets the paper, and how many copies."""

    key: str
    label: str
    recipient: Recipient
    preset: str = NONE


@dataclass
class Group:
    """Possible recipients of one sort, with a choice for all who are left."""

    key: str
    label: str
    rows: list[Row]
    open: bool = False
    fields: list[tuple[Row, BoundField, BoundField]] = field(default_factory=list)
    rest: BoundField | None = None


class DistributeForm(forms.Form):
    """分发: everyone on this server who could get the paper, preset from its 主送 and 抄送; names of those outside."""

    def __init__(self, *args: Any, paper: Paper, document: Document, due: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found, unknown = suggested_recipients(paper, document)
        self.unknown = [name for name, _ in unknown]
        preset = {organ.pk: COPY if is_copy else MAIN for organ, is_copy in found}
        self.groups = [*_organ_groups(paper, preset), *_own_groups(paper)]
        for group in self.groups:
            self._add(group)
        self.fields["outside"] = _names("主送（系统外单位）", [name for name, is_copy in unknown if not is_copy])
        self.fields["outside_copies"] = _names("抄送（系统外单位）", [name for name, is_copy in unknown if is_copy])
        self.fields["due_at"] = Moment(
            label="签收时限",
            initial=timezone.localtime(due),
            help_text="按紧急程度和工作日推算，可以改动；到时未签收的自动提醒。",
        )
        for group in self.groups:
            self._bind(group)

    def _add(self, group: Group) -> None:
        self.fields[f"rest-{group.key}"] = forms.ChoiceField(
            label=f"其余{group.label}", choices=GROUP_WAYS, required=False
        )
        for row in group.rows:
            way = forms.Select(attrs={"class": "form-select w-auto", "aria-label": f"{row.label}：主送或抄送"})
            self.fields[row.key] = forms.ChoiceField(choices=WAYS, required=False, initial=row.preset, widget=way)
            number = forms.NumberInput(attrs={"class": "form-control w-auto", "aria-label": f"{row.label}：份数"})
            self.fields[f"{row.key}-copies"] = forms.IntegerField(
                min_value=1, max_value=999, required=False, initial=1, widget=number
            )

    def _bind(self, group: Group) -> None:
        group.rest = self[f"rest-{group.key}"]
        group.fields = [(row, self[row.key], self[f"{row.key}-copies"]) for row in group.rows]
        chosen = any(way.value() for _, way, _ in group.fields)
        group.open = chosen or any(bound.errors for _, *both in group.fields for bound in both)

    def clean_due_at(self) -> datetime:
        due = self.cleaned_data["due_at"]
        if due <= timezone.now():
            raise ValidationError("签收时限已经过去，请改正。")
        return due

    def recipients(self) -> list[Recipient]:
        """Whom the filled-in form names: those on this server in the order of the form, then those outside."""
        data = self.cleaned_data
        chosen = []
        for group in self.groups:
            rest = data.get(f"rest-{group.key}") or NONE
            for row in group.rows:
                way = data.get(row.key) or rest
                if way:
                    chosen.append(_recipient(row.recipient, way, data.get(f"{row.key}-copies") or 1))
        for name, is_copy in (("outside", False), ("outside_copies", True)):
            chosen += [Recipient(name=line, is_copy=is_copy) for line in _lines(data.get(name, ""))]
        return chosen


def _recipient(of: Recipient, way: str, copies: int) -> Recipient:
    return Recipient(organ=of.organ, unit=of.unit, person=of.person, is_copy=way == COPY, copies=copies)


def _organ_groups(paper: Paper, preset: dict[int, str]) -> list[Group]:
    by_level: dict[int, list[Row]] = {}
    for organ in registers.recipient_organs(paper):
        row = Row(f"organ-{organ.pk}", organ.name, Recipient(organ=organ), preset.get(organ.pk, NONE))
        by_level.setdefault(organ.level, []).append(row)
    return [Group(f"level-{level}", f"{Organ.Level(level).label}机关", rows) for level, rows in by_level.items()]


def _own_groups(paper: Paper) -> list[Group]:
    units = [Row(f"unit-{unit.pk}", unit.name, Recipient(unit=unit)) for unit in registers.recipient_units(paper)]
    people = [
        Row(f"person-{person.pk}", _known_by(person), Recipient(person=person))
        for person in registers.recipient_people(paper)
    ]
    groups = [
        Group("units", f"{paper.organ.short_name}科室", units),
        Group("people", f"{paper.organ.short_name}人员", people),
    ]
    return [group for group in groups if group.rows]


def _known_by(person: Person) -> str:
    posts: Sequence[Any] = getattr(person, "present_posts", [])
    return f"{person.name}（{posts[0]}）" if posts else person.name


def _names(label: str, preset: Iterable[str]) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=5000,
        initial="\n".join(preset),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不在本系统上的单位，一行一个；纸质送达后由文书登记回执。",
    )


def _lines(text: str) -> list[str]:
    return [line.strip()[:120] for line in text.splitlines() if line.strip()]
