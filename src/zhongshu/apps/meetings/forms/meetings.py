"""Planning and changing a meeting; the filters of the list."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.policy import ceiling
from zhongshu.apps.coordination.models import Room
from zhongshu.apps.meetings.actions.basics import Basics
from zhongshu.apps.meetings.actions.planning import Plan
from zhongshu.apps.meetings.forms.fields import NamesField, moment_field, people_of, text_field
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.meeting.kinds import KINDS
from zhongshu.lib.meeting.template import Template


class MeetingForm(forms.Form):
    """What a meeting itself is."""

    name = forms.CharField(label="会议名称", max_length=200)
    session = forms.CharField(label="届次", max_length=40, required=False, help_text="如：第23次")
    starts_at = moment_field("开始时间")
    ends_at = moment_field("结束时间")
    place = forms.CharField(label="地点", max_length=200)
    chair = forms.ModelChoiceField(Person.objects.none(), label="主持人", required=False, empty_label="待定")
    officer = forms.ModelChoiceField(Person.objects.none(), label="会务负责人", empty_label="请选择")
    secrecy = forms.TypedChoiceField(label="密级", coerce=int, help_text="涉密会议不在本系统办理")
    purpose = text_field("会议内容", rows=3, required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = self.fields["officer"].queryset = people_of(organ)
        rooms = "、".join(Room.objects.filter(organ=organ, retired_on__isnull=True).values_list("name", flat=True)[:12])
        if rooms:
            self.fields["place"].help_text = f"写本机关会议室的名称就自动预订：{rooms}"
        self.fields["secrecy"].choices = [choice for choice in Meeting.Secrecy.choices if choice[0] <= ceiling()]
        self.fields["secrecy"].initial = self.fields["secrecy"].choices[-1][0]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "结束时间要在开始时间之后；跨过零点的会议，请把日期写成第二天。")
        return given


class PlanForm(MeetingForm):
    """Planning, from a template: the usual times are proposed."""

    def __init__(self, *args: Any, organ: Organ, template: Template, **kwargs: Any) -> None:
        starts = usual_start()
        proposed = {
            "name": template.name.replace("【机关】", organ.name.removesuffix("办公室")), "starts_at": starts,
            "ends_at": starts + timedelta(minutes=template.minutes), **kwargs.pop("initial", {}),
        }  # fmt: skip
        super().__init__(*args, organ=organ, initial=proposed, **kwargs)
        self.template = template

    def plan(self) -> Plan:
        """From a valid form."""
        return Plan(template=self.template.key, **self.cleaned_data)


def usual_start() -> datetime:
    """Nine o'clock, ten days from now."""
    return (timezone.localtime() + timedelta(days=10)).replace(hour=9, minute=0, second=0, microsecond=0)


class SmallForm(forms.Form):
    """碰头会: three fields."""

    purpose = forms.CharField(label="什么事", max_length=200)
    starts_at = moment_field("什么时候")
    people = NamesField(label="谁参加")


class ChangeForm(MeetingForm):
    """The same fields of a meeting that is there, with the reason."""

    answer_by = moment_field("回执截止", required=False)
    reason = forms.CharField(
        label="变更理由", max_length=300, required=False, help_text="通知发出后变更必须写明，会告知受影响的人"
    )
    field_order = [
        "name", "session", "starts_at", "ends_at", "place", "chair", "officer", "answer_by", "secrecy", "purpose", "reason",
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        answer_by, starts = given.get("answer_by"), given.get("starts_at")
        # One that was left as it stood moves along with the start.
        if answer_by and starts and answer_by > starts and "answer_by" in self.changed_data:
            self.add_error("answer_by", "回执截止要在开会之前。")
        return given

    def basics(self) -> Basics:
        """From a valid form."""
        return Basics(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})


class MeetingFilter(forms.Form):
    """The list's filters, in the address."""

    q = forms.CharField(label="名称、地点", required=False, widget=forms.TextInput(attrs={"data-list-filter": ""}))
    when = forms.ChoiceField(
        label="时间", required=False,
        choices=[("", "全部"), ("week", "本周"), ("coming", "尚未召开"), ("past", "已经召开")],
    )  # fmt: skip
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *KINDS.items()])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *Meeting.State.choices])

    def apply(self, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
        """What of ``meetings`` the filters leave."""
        if not self.is_valid():
            return meetings
        given, now = self.cleaned_data, timezone.now()
        for word in given["q"].split():
            meetings = meetings.filter(Q(name__icontains=word) | Q(place__icontains=word))
        for name in ("kind", "state"):
            if given[name]:
                meetings = meetings.filter(**{name: given[name]})
        if given["when"] == "week":
            monday = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
            monday -= timedelta(days=monday.weekday())
            meetings = meetings.filter(starts_at__lt=monday + timedelta(days=7), ends_at__gte=monday)
        elif given["when"] == "coming":
            meetings = meetings.filter(ends_at__gte=now).exclude(state=Meeting.State.CANCELLED)
        elif given["when"] == "past":
            meetings = meetings.filter(ends_at__lt=now)
        return meetings
