"""What is filled in while a meeting takes place."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from zhongshu.apps.meetings.models import Meeting, MeetingSession, Participant
from zhongshu.apps.meetings.queries.groups import to_share
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.queries import colleagues_of


def moment_field(label: str, **kwargs: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


def text_field(label: str, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ParticipantChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.shown_name}（{obj.body}{obj.post}）" if obj.body or obj.post else obj.shown_name


class ParticipantsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.shown_name}（{obj.body}）" if obj.body else obj.shown_name


class SessionForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=MeetingSession.Kind.choices)
    title = forms.CharField(label="名称", max_length=60)
    starts_at = moment_field("开始")
    ends_at = moment_field("结束")
    opens_at = moment_field("几时起可以签到", required=False, help_text="不填为开始前一小时")
    place = forms.CharField(label="地点", max_length=120, required=False)
    chair = ParticipantChoice(Participant.objects.none(), label="主持人", required=False, empty_label="未定")
    agenda = text_field("议程", required=False, help_text="预备会议等自己的议程，一行一项", rows=5)
    outcome = text_field("通过和决定的事项", required=False, rows=4)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = to_share(meeting)


class SpeechForm(forms.Form):
    participant = ParticipantChoice(
        Participant.objects.none(), label="发言人", required=False, empty_label="不在名单上，下面写姓名"
    )
    name = forms.CharField(label="姓名", max_length=40, required=False)
    body = forms.CharField(label="单位职务", max_length=160, required=False, help_text="名单上的人不必填")
    topic = forms.CharField(label="发言题目", max_length=200, required=False)
    minutes = forms.IntegerField(label="时长（分钟）", min_value=1, max_value=240, initial=8)
    note = text_field("发言要点", required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = to_share(meeting)


class DealForm(forms.Form):
    count = forms.IntegerField(label="分几组", min_value=1, max_value=60, initial=4)
    keep_bodies = forms.TypedChoiceField(
        label="怎样分", choices=[("yes", "同一单位（代表团）在一组"), ("no", "同一单位的人分开，各组来源均匀")],
        coerce=lambda value: value == "yes", initial="yes", widget=forms.RadioSelect,
    )  # fmt: skip


class GroupForm(forms.Form):
    name = forms.CharField(label="组名", max_length=40)
    place = forms.CharField(label="地点", max_length=120, required=False)
    starts_at = moment_field("开始", required=False)
    ends_at = moment_field("结束", required=False)
    leader = ParticipantChoice(Participant.objects.none(), label="召集人", required=False, empty_label="未定")
    recorder = forms.ModelChoiceField(Person.objects.none(), label="记录员", required=False, empty_label="未定")
    topic = text_field("讨论内容", required=False)
    moving = ParticipantsChoice(
        Participant.objects.none(), label="从别的组调来", required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="按住 Ctrl 可选多个",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, group: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = to_share(meeting)
        self.fields["leader"].queryset = everybody.filter(group_member__group=group)
        self.fields["moving"].queryset = everybody.exclude(group_member__group=group)
        people = (colleagues_of(person) | Person.objects.filter(pk=person.pk)).distinct()
        self.fields["recorder"].queryset = people.order_by("rank", "pk")


class StopForm(forms.Form):
    place = forms.CharField(label="参观点", max_length=120)
    arrives_at = moment_field("到达")
    leaves_at = moment_field("离开")
    minutes_on = forms.IntegerField(label="到下一站路上（分钟）", min_value=0, max_value=720, required=False)
    what = forms.CharField(label="看什么", max_length=200, required=False)
    briefer = forms.CharField(label="介绍人", max_length=60, required=False)


class VehicleForm(forms.Form):
    position = forms.IntegerField(label="车号", min_value=1, max_value=200)
    seats = forms.IntegerField(label="座位数", min_value=1, max_value=100, help_text="不含驾驶员")
    plate = forms.CharField(label="车牌", max_length=20, required=False)
    driver = forms.CharField(label="驾驶员", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    marshal = forms.CharField(label="随车联络员", max_length=40, required=False)
    moving = ParticipantsChoice(
        Participant.objects.none(), label="调来乘车", required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="按住 Ctrl 可选多个",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, vehicle: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if vehicle is None:
            del self.fields["moving"]
        else:
            self.fields["moving"].queryset = to_share(meeting).exclude(ride__vehicle=vehicle)


class BulletinForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    text = text_field("正文", rows=18, help_text="一行一段；“一、”“（一）”开头的行作小标题")
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ScanForm(forms.Form):
    """On the phone of whoever comes: who they are, and the last digits of their number where the list has it."""

    name = forms.CharField(
        label="姓名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    tail = forms.CharField(
        label="手机号后四位", max_length=4, required=False, help_text="名单上有手机号的，用来核对",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


def initial_times(day: date, start: time, end: time) -> dict[str, datetime]:
    """A beginning and an end on a day, for a new sitting."""
    return {
        "starts_at": timezone.make_aware(datetime.combine(day, start)),
        "ends_at": timezone.make_aware(datetime.combine(day, end)),
    }
