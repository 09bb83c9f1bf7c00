"""Agenda items and what is decided on them."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhongshu.apps.meetings.actions.items import ItemFacts, Paper
from zhongshu.apps.meetings.forms.fields import NamesField, day_field, moment_field, text_field
from zhongshu.apps.meetings.models import AgendaItem, ItemPaper, Meeting
from zhongshu.apps.supervision.forms.fields import FilesField, UnitsField
from zhongshu.apps.supervision.forms.matters import WithUnit
from zhongshu.lib.meeting.template import Template

_MANY = {"size": 5}


class ItemForm(forms.Form):
    """提请议题. ``forums``: the meetings that take items."""

    title = forms.CharField(label="议题", max_length=200, help_text="写成“关于……的汇报（请示）”")
    forum = forms.ChoiceField(label="提请的会议")
    summary = text_field("提请事项", rows=4, required=False, help_text="需要会议决定什么，有几种意见")
    reporter = NamesField(label="汇报人", required=False, widget=forms.TextInput(), help_text="系统里的人员写姓名")
    reporter_name = forms.CharField(label="汇报人（不在系统里）", max_length=40, required=False)
    reporter_post = forms.CharField(label="汇报人职务", max_length=60, required=False, help_text="留空按岗位自动填写")
    minutes = forms.IntegerField(label="时长（分钟）", min_value=1, max_value=480, initial=15)
    major = forms.ChoiceField(label="三重一大", required=False, choices=AgendaItem.Major.choices)
    needs_legal = forms.BooleanField(label="须合法性审查", required=False)
    attending = UnitsField(
        label="列席单位", required=False, widget=forms.SelectMultiple(attrs=_MANY), help_text="按住 Ctrl 可选多个"
    )
    countersign = UnitsField(
        label="会签单位", required=False, widget=forms.SelectMultiple(attrs=_MANY), help_text="按住 Ctrl 可选多个"
    )
    report = FilesField(label="汇报材料", required=False)
    draft = FilesField(label="文件代拟稿", required=False)
    opinion = FilesField(label="征求意见情况", required=False)
    legal = FilesField(label="合法性审查意见", required=False)
    other = FilesField(label="其他材料", required=False)

    def __init__(self, *args: Any, forums: Mapping[str, Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].choices = [(key, row.title) for key, row in forums.items()]

    def clean_reporter(self) -> Any:
        people = self.cleaned_data["reporter"]
        if len(people) > 1:
            raise forms.ValidationError("汇报人只写一位。")
        return people[0] if people else None

    def facts(self) -> ItemFacts:
        """From a valid form."""
        return ItemFacts(**{name: self.cleaned_data[name] for name in ItemFacts.__dataclass_fields__})

    def papers(self) -> list[Paper]:
        kinds = ItemPaper.Kind.values
        return [(kind, *file) for kind in kinds if kind in self.fields for file in self.cleaned_data[kind]]


class PapersForm(forms.Form):
    kind = forms.ChoiceField(label="材料", choices=ItemPaper.Kind.choices)
    attached = FilesField(label="文件")


class VetForm(forms.Form):
    passing = forms.TypedChoiceField(
        label="审核意见", coerce=lambda value: value == "yes", choices=[("yes", "材料齐备，报请审定"), ("no", "退回补正")],
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    words = text_field("说明", rows=2, required=False, help_text="退回时写明缺什么、怎么补")


class ApproveForm(forms.Form):
    agree = forms.TypedChoiceField(
        label="意见", coerce=lambda value: value == "yes", choices=[("yes", "同意上会"), ("no", "暂不上会")],
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    words = text_field("意见内容", rows=2, required=False)


class CountersignForm(forms.Form):
    agree = forms.TypedChoiceField(
        label="会签意见", coerce=lambda value: value == "yes", choices=[("yes", "同意"), ("no", "有不同意见")],
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    words = text_field("意见内容", rows=2, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300)


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label="结论", choices=AgendaItem.Outcome.choices)
    decision = text_field("会议决定", rows=4, help_text="照会议作出的决定写，摘录即送提请单位")


class EntryForm(forms.Form):
    """A part of the agenda that is no item."""

    title = forms.CharField(label="内容", max_length=200)
    speaker = forms.CharField(label="由谁", max_length=60, required=False)
    minutes = forms.IntegerField(label="时长（分钟）", min_value=1, max_value=1440, initial=10)
    rest = forms.BooleanField(label="休息", required=False)


class SlotForm(forms.Form):
    """An entry as it stands."""

    title = forms.CharField(label="内容", max_length=200, required=False)
    speaker = forms.CharField(label="由谁", max_length=60, required=False)
    minutes = forms.IntegerField(label="时长（分钟）", min_value=1, max_value=1440)
    fixed_at = moment_field("固定开始时间", required=False, help_text="留空就接着上一项")


class AgreedForm(WithUnit):
    """议定事项."""

    text = text_field("议定事项", rows=2, help_text="照纪要的话写，列入督办后原话作为来源")
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="所属议题", required=False, empty_label="不属于某个议题"
    )
    task = forms.CharField(label="任务", max_length=500, required=False, help_text="留空用议定事项原话")
    standard = forms.CharField(label="标准", max_length=500, help_text="办到什么程度算完成，要能核对")
    deadline = day_field("时限")
    field_order = ["text", "item", "task", "standard", "unit", "person", "deadline"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = AgendaItem.objects.filter(slot__meeting=meeting)
