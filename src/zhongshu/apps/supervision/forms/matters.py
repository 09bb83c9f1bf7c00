"""Opening, breaking down, reassigning; and the filters of the ledger."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.org.queries import working_units
from zhongshu.apps.supervision.actions import Duties
from zhongshu.apps.supervision.forms.fields import UnitField, UnitsField, day_field, people_in, text_field
from zhongshu.apps.supervision.models import Source, SupervisedMatter
from zhongshu.apps.supervision.queries.figures import FIGURES, figured
from zhongshu.apps.supervision.queries.matters import LEADERS

Urgency, Importance = SupervisedMatter.Urgency, SupervisedMatter.Importance
_PICK = {"hx-get": reverse_lazy("supervision:people"), "hx-target": "#id_person", "hx-trigger": "change"}


class WithUnit(forms.Form):
    """A responsible unit and one of its people; the people follow the unit."""

    unit = UnitField(label="责任单位", empty_label="请选择")
    person = forms.ModelChoiceField(
        Person.objects.none(), label="责任人", empty_label="请选择", help_text="选定责任单位后列出该单位人员"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].widget.attrs.update(_PICK)
        value = self["unit"].value()
        unit = value if isinstance(value, Unit) else self.fields["unit"].queryset.filter(pk=value or 0).first()
        self.fields["person"].queryset = people_in(unit)


class DutiesForm(WithUnit):
    """任务、标准、时限、责任."""

    task = text_field("任务", rows=2)
    standard = text_field(
        "标准", rows=2, help_text="办到什么程度算完成，要能核对：数量、成果或状态，如“12个村通水，水质合格”"
    )
    deadline = day_field("时限")
    leader = forms.ModelChoiceField(Person.objects.none(), label="牵头领导", required=False, empty_label="没有")
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices)
    importance = forms.ChoiceField(label="重要程度", choices=Importance.choices)
    supporting = UnitsField(
        label="配合单位", required=False, widget=forms.SelectMultiple(attrs={"size": 5}), help_text="按住 Ctrl 可选多个"
    )
    field_order = ["task", "standard", "deadline", "unit", "person", "leader", "urgency", "importance", "supporting"]

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders_of(organ)

    def duties(self) -> Duties:
        """The four and what goes with them, from a valid form."""
        given = self.cleaned_data
        return Duties(**{name: given[name] for name in self.field_order})


def leaders_of(organ: Organ) -> QuerySet[Person]:
    """The leaders of an organ, by rank."""
    found = Person.objects.filter(
        posts__unit__organ=organ,
        posts__ended_on__isnull=True,
        posts__post_duties__duty__in=LEADERS,
        left_on__isnull=True,
    )
    return found.distinct().order_by("rank", "pk")


class SourceForm(forms.Form):
    """Where a typed sentence comes from."""

    kind = forms.ChoiceField(label="来源类别", choices=Source.Kind.choices)
    label = forms.CharField(
        label="出处", max_length=300, help_text="如：县政府第3次常务会纪要第二项；陈志远同志在某报告上的批示"
    )
    sentence = text_field("原话", rows=2, help_text="照录交办的那一句，不改写")
    source_leader = forms.ModelChoiceField(
        Person.objects.none(),
        label="作出指示的领导",
        required=False,
        empty_label="没有",
        help_text="选了领导的，销号前须征得其同意",
    )
    given_on = day_field("交办日期", required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_leader"].queryset = leaders_of(organ)


class SideForm(forms.Form):
    """Who supervises, when not as the table says."""

    supervising_unit = forms.ModelChoiceField(
        Unit.objects.none(), label="督办科室", required=False, empty_label="按归口表确定"
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervising_unit"].queryset = working_units().filter(organ=organ)


class ReassignForm(WithUnit):
    supporting = UnitsField(label="配合单位", required=False, widget=forms.SelectMultiple(attrs={"size": 5}))
    reason = text_field("改派理由", rows=2)


class LedgerFilter(forms.Form):
    """What stands in the address of the ledger."""

    q = forms.CharField(
        label="任务、编号或出处", required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "data-list-filter": ""}),
    )  # fmt: skip
    figure = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[
            ("", "全部"),
            ("all", "全部（不含已撤项）"),
            *((key, word) for key, (word, _) in FIGURES.items() if key != "all"),
        ],
    )
    kind = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *Source.Kind.choices])
    unit = forms.ModelChoiceField(Unit.objects.none(), label="责任单位", required=False, empty_label="全部")
    leader = forms.ModelChoiceField(Person.objects.none(), label="领导", required=False, empty_label="全部")
    year = forms.IntegerField(label="年份", required=False, min_value=2000, max_value=2200)

    def __init__(self, *args: Any, matters: QuerySet[SupervisedMatter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerned = set(matters.order_by().values_list("unit", "leader", "source__leader").distinct())
        units = {unit for unit, _, _ in concerned}
        leaders = {leader for _, *leaders in concerned for leader in leaders}
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).select_related("organ")
        self.fields["unit"].label_from_instance = lambda unit: f"{unit.organ.short_name} {unit}"
        self.fields["leader"].queryset = Person.objects.filter(pk__in=leaders).order_by("rank", "pk")

    def apply(self, matters: QuerySet[SupervisedMatter], today: Any) -> QuerySet[SupervisedMatter]:
        """The matters that match; without any condition only the whole ones, with their parts folded in."""
        self.is_valid()
        chosen = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        if not chosen:
            return matters.filter(parent__isnull=True)
        if text := chosen.get("q", "").strip():
            found = Q(task__icontains=text) | Q(source__label__icontains=text) | Q(source__sentence__icontains=text)
            digits = "".join(char for char in text if char.isdigit())
            if (text.startswith("督") and digits) or text.isdigit():
                found |= Q(serial=int(digits[4:] if len(digits) > 4 else digits))
            matters = matters.filter(found)
        if "leader" in chosen:
            matters = matters.filter(Q(leader=chosen["leader"]) | Q(source__leader=chosen["leader"]))
        for name, field in (("kind", "source__kind"), ("unit", "unit"), ("year", "year")):
            if name in chosen:
                matters = matters.filter(**{field: chosen[name]})
        return figured(matters, chosen.get("figure", ""), today)


def head_first(unit: Unit) -> tuple[list[Person], Person | None]:
    """The people of a unit and whom to propose."""
    people = list(people_in(unit))
    return people, org.head_of(unit) or (people[0] if people else None)
