"""Booking, and setting up what can be booked."""

from datetime import time
from typing import Any

from django import forms

from zhongshu.apps.coordination.forms.fields import PeopleField, WithTimes, colleagues, day_field, time_field
from zhongshu.apps.coordination.models import Equipment, Room
from zhongshu.apps.coordination.queries.sides import equipment_of, rooms_of
from zhongshu.apps.org.models import Organ, Person


class RoomChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.seats}座）"


class EquipmentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（共{obj.count}件）"


class BookingForm(WithTimes):
    """A room, and equipment besides or alone."""

    room = RoomChoice(Room.objects.none(), label="会议室", required=False, empty_label="只借设备，不用会议室")
    purpose = forms.CharField(label="用途", max_length=120)
    equipment = EquipmentChoice(Equipment.objects.none(), label="另借设备", required=False, empty_label="不借")
    quantity = forms.IntegerField(label="数量", min_value=1, required=False, initial=1)
    private = forms.BooleanField(label="用途不公开：其他人只看到“已预订”", required=False)
    field_order = ["room", "day", "start", "end", "purpose", "equipment", "quantity", "last_day", "private"]

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms_of(organ)
        self.fields["equipment"].queryset = equipment_of(organ)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("room") and not given.get("equipment"):
            self.add_error("room", "请选择会议室，或者选择要借的设备。")
        return given


class ReleaseForm(forms.Form):
    reason = forms.CharField(label="退订原因", max_length=120, required=False, help_text="退订他人的预订必须写明")


class RoomForm(forms.Form):
    name = forms.CharField(label="名称", max_length=40)
    seats = forms.IntegerField(label="座位数", min_value=1, max_value=20000)
    place = forms.CharField(label="位置", max_length=60, required=False, help_text="如“3号楼二层”")
    keeper = forms.ModelChoiceField(Person.objects.none(), label="管理人", required=False, empty_label="没有")
    built_in = forms.ModelMultipleChoiceField(
        Equipment.objects.none(), label="固定设备", required=False, widget=forms.CheckboxSelectMultiple
    )
    retired_on = forms.DateField(
        label="停用日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="填了日期即不能再预订",
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = colleagues(person)
        self.fields["built_in"].queryset = equipment_of(organ)


class EquipmentForm(forms.Form):
    name = forms.CharField(label="名称", max_length=40)
    count = forms.IntegerField(label="数量", min_value=0, max_value=20000)
    keeper = forms.ModelChoiceField(Person.objects.none(), label="保管人", required=False, empty_label="没有")
    retired_on = forms.DateField(
        label="停用日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = colleagues(person)


class SecretariesForm(forms.Form):
    people = PeopleField(label="秘书")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = colleagues(person)


class HoursForm(forms.Form):
    """作息时间 from a day on."""

    since = day_field("从哪天起", help_text="夏季、冬季作息分别登记，到那天自动换")
    morning_from = time_field("上午上班")
    morning_to = time_field("上午下班")
    afternoon_from = time_field("下午上班")
    afternoon_to = time_field("下午下班")

    def times(self) -> list[time]:
        """From a valid form."""
        return [self.cleaned_data[name] for name in self.fields if name != "since"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (
            given["morning_from"] < given["morning_to"] <= given["afternoon_from"] < given["afternoon_to"]
        ):
            self.add_error("morning_from", "上下班时间前后不对，请按先后填写。")
        return given
