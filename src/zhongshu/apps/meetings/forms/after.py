"""What comes after a meeting: copies, account, equipment, travel, debrief."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.coordination.models import Equipment
from zhongshu.apps.coordination.queries.bookings import pieces_left
from zhongshu.apps.coordination.queries.sides import equipment_of
from zhongshu.apps.meetings.forms.fields import moment_field, people_of, text_field
from zhongshu.apps.meetings.models import AccountLine, EquipmentLine, Journey, Meeting, MeetingPaper, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.copies import parse_numbers
from zhongshu.lib.meeting.money import to_fen
from zhongshu.lib.meeting.tasks import TASKS


class NumbersField(forms.CharField):
    """份号: 1-20、35."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "份号")
        kwargs.setdefault("help_text", "如：1-20、35")
        super().__init__(max_length=500, **kwargs)

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        try:
            return parse_numbers(text)
        except ValueError as wrong:
            raise forms.ValidationError(f"“{wrong}”不是份号，请写成 1-20、35 这样。") from wrong


class YuanField(forms.DecimalField):
    """An amount in yuan; the value is in fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=Decimal(0), max_digits=12, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        amount = super().clean(value)
        return None if amount is None else to_fen(amount)


def in_yuan(fen: int | None) -> Decimal | None:
    """What the field shows for a sum in fen."""
    return None if fen is None else Decimal(fen) / 100


class PeopleChoice(forms.ModelChoiceField):
    """A participant with the body they come from."""

    def label_from_instance(self, obj: Participant) -> str:
        return f"{obj.shown_name} {obj.body}".strip()


def coming_of(meeting: Meeting) -> QuerySet[Participant]:
    return meeting.participants.exclude(state=Participant.State.LEAVE).order_by("rank", "pk")


# -- numbered copies -------------------------------------------------------------------------------------------------


class _OfPaper(forms.Form):
    paper = forms.ModelChoiceField(MeetingPaper.objects.none(), label="文件", empty_label=None)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["paper"].queryset = meeting.papers.all()  # type: ignore[attr-defined]


class NumberForm(_OfPaper):
    count = forms.IntegerField(label="份数", min_value=1, max_value=5000)


class AllForm(_OfPaper):
    """One to everybody."""


class _SomeCopies(_OfPaper):
    numbers = NumbersField()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        paper, numbers = given.get("paper"), given.get("numbers")
        if paper and numbers:
            rows = list(paper.copies.filter(number__in=numbers).select_related("meeting"))
            absent = sorted(set(numbers) - {row.number for row in rows})
            if absent:
                self.add_error("numbers", f"《{paper}》没有编到 {absent[0]:06d} 号。")
            given["copies"] = rows
        return given


class HandOutForm(_SomeCopies):
    participant = PeopleChoice(Participant.objects.none(), label="领取人", required=False, empty_label="不在名单上")
    name = forms.CharField(label="不在名单上的领取人", max_length=80, required=False)
    field_order = ["paper", "numbers", "participant", "name"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["participant"].queryset = coming_of(meeting)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("participant") and not (given.get("name") or "").strip():
            self.add_error("participant", "请选领取人，或写明姓名。")
        return given


class RecallForm(_SomeCopies):
    words = forms.CharField(label="说明", max_length=300, required=False)


class DestroyForm(_SomeCopies):
    witness = forms.ModelChoiceField(Person.objects.none(), label="监销人", empty_label="请选择")
    words = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["witness"].queryset = people_of(meeting.organ)  # type: ignore[attr-defined]


class LostForm(forms.Form):
    words = text_field("情况", rows=3, help_text="怎样遗失、何时发现、已经怎样查找")


class SettleLostForm(forms.Form):
    words = text_field("查明的情况和处理结果", rows=3)


# -- account ---------------------------------------------------------------------------------------------------------


class LineForm(forms.Form):
    kind = forms.ChoiceField(label="费用", choices=AccountLine.Kind.choices)
    what = forms.CharField(label="内容", max_length=120, required=False)
    budget = YuanField(label="预算（元）")


class SpendForm(forms.Form):
    budget = YuanField(label="预算（元）")
    spent = YuanField(label="支出（元）", required=False, help_text="没有发生的填 0")
    bills = forms.IntegerField(label="单据张数", min_value=0, max_value=9999, initial=0)
    reason = forms.CharField(label="超支原因", max_length=300, required=False, help_text="支出超过预算时必须写明")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        budget, spent = given.get("budget"), given.get("spent")
        if budget is not None and spent is not None and spent > budget and not given.get("reason", "").strip():
            self.add_error("reason", "这项超支了，请写明原因。")
        return given


class SettleForm(forms.Form):
    note = forms.CharField(label="说明", max_length=300, required=False)


# -- equipment -------------------------------------------------------------------------------------------------------


class PieceChoice(forms.ModelChoiceField):
    """The organ's own equipment with how many can be had at the meeting's time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting: Meeting | None = None

    def label_from_instance(self, obj: Equipment) -> str:
        if self.meeting is None or not self.meeting.coming:
            return f"{obj}（共 {obj.count} 件）"
        left = pieces_left(obj, self.meeting.starts_at, self.meeting.ends_at, but=self.meeting)
        return f"{obj}（共 {obj.count} 件，会期可用 {max(left, 0)} 件）"


class EquipmentForm(forms.Form):
    equipment = PieceChoice(
        Equipment.objects.none(), label="本机关设备", required=False, empty_label="不是本机关的，下面写名称"
    )
    name = forms.CharField(label="名称", max_length=60, required=False, help_text="选了本机关设备可以不填")
    wanted = forms.IntegerField(label="数量", min_value=1, max_value=100_000, initial=1)
    source = forms.CharField(label="来源", max_length=80, required=False, help_text="库房、借用单位")
    returns = forms.BooleanField(label="会后归还", required=False, initial=True)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["equipment"].meeting = meeting  # type: ignore[attr-defined]
        self.fields["equipment"].queryset = equipment_of(meeting.organ_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("equipment") and not (given.get("name") or "").strip():
            self.add_error("name", "请选本机关设备，或写明名称。")
        return given


class CheckForm(forms.Form):
    works = forms.TypedChoiceField(
        label="检查结果", coerce=lambda value: value == "yes", choices=[("yes", "正常"), ("no", "不正常")],
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    words = forms.CharField(label="情况", max_length=200, required=False, help_text="不正常的写明怎样解决")


class TakeForm(forms.Form):
    count = forms.IntegerField(label="领出数量", min_value=1, max_value=100_000)
    by = forms.CharField(label="领用人", max_length=40)


class ReturnForm(forms.Form):
    count = forms.IntegerField(label="归还数量", min_value=1, max_value=100_000)


class MissingForm(forms.Form):
    answers = forms.CharField(label="由谁负责", max_length=40)
    words = forms.CharField(label="怎样处理", max_length=300, help_text="赔偿、找回、报损")


def equipment_forms(line: EquipmentLine, data: Any = None, step: str = "") -> dict[str, forms.Form]:
    """The forms of one thing, that of ``step`` filled with what was sent."""
    kinds: dict[str, type[forms.Form]] = {
        "check": CheckForm, "take": TakeForm, "return": ReturnForm, "missing": MissingForm,
    }  # fmt: skip
    initial: dict[str, dict[str, Any]] = {
        "check": {"works": "yes"}, "take": {"count": max(line.wanted - line.taken, 1)},
        "return": {"count": line.missing or None}, "missing": {"answers": line.answers or line.taken_by},
    }  # fmt: skip
    return {
        key: kind(data if key == step else None, initial=initial[key], auto_id=f"{key}_%s")
        for key, kind in kinds.items()
    }


# -- travel ----------------------------------------------------------------------------------------------------------


class JourneyForm(forms.Form):
    traveller = PeopleChoice(Participant.objects.none(), label="参会人员", required=False, empty_label="不在名单上")
    name = forms.CharField(label="姓名", max_length=80, required=False, help_text="选了参会人员可以不填")
    people = forms.IntegerField(label="人数", min_value=1, max_value=999, initial=1)
    leaves_at = moment_field("离会时间")
    pick_up = forms.CharField(label="上车地点", max_length=80, required=False)
    means = forms.ChoiceField(label="方式", choices=Journey.Means.choices)
    service = forms.CharField(label="车次航班", max_length=40, required=False)
    to = forms.CharField(label="去向", max_length=80, required=False)
    driver = forms.CharField(label="驾驶员", max_length=40, required=False, help_text="派车时必须写明")
    plate = forms.CharField(label="车号", max_length=20, required=False)
    escort = forms.CharField(label="送行人", max_length=40, required=False)
    note = forms.CharField(label="备注", max_length=200, required=False)

    def __init__(self, *args: Any, meeting: Meeting, journey: Journey | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["traveller"].queryset = coming_of(meeting)  # type: ignore[attr-defined]
        self.fields["leaves_at"].initial = meeting.local_end
        if journey is not None:
            for name in self.fields:
                value = getattr(journey, name)
                self.fields[name].initial = timezone.localtime(value) if name == "leaves_at" else value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("traveller") and not (given.get("name") or "").strip():
            self.add_error("name", "请选参会人员，或写明姓名。")
        if given.get("means") == Journey.Means.CAR and not (given.get("driver") or "").strip():
            self.add_error("driver", "派车要写明驾驶员。")
        return given


# -- debrief ---------------------------------------------------------------------------------------------------------


class DebriefForm(forms.Form):
    well = text_field("做得好的", rows=4, required=False)
    badly = text_field("存在的问题", rows=4, required=False)


class LessonForm(forms.Form):
    task = forms.ChoiceField(label="哪项任务", choices=list(TASKS.items()))
    text = forms.CharField(label="下次要检查什么", max_length=200)
