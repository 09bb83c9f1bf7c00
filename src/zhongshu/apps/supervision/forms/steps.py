"""What is filled in at each step of a matter."""

from typing import Any

from django import forms
from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.supervision.forms.fields import FilesField, day_field, text_field
from zhongshu.apps.supervision.models import UnitExplanation, Verification
from zhongshu.lib.worktime import add_workdays


class ReportForm(forms.Form):
    progress = text_field("进展", rows=5, help_text="写做了什么、做到什么程度、数量和时间；与上次雷同的会被标出")
    files = FilesField(label="佐证材料", required=False, help_text="照片、文件、表格，可选多个；没有佐证的会被标出")  # type: ignore[assignment]
    difficulty = text_field("困难和问题", rows=3, required=False)
    next_step = text_field("下一步", rows=3, required=False, help_text="没有办完的必须填写：怎么办、何时办")
    done = forms.BooleanField(label="已完成，申请销号", required=False)


class VerifyForm(forms.Form):
    verdict = forms.ChoiceField(label="结论", choices=Verification.Verdict.choices, widget=forms.RadioSelect)
    reason = text_field("依据和要求", rows=3, required=False, help_text="退回补报、与事实不符的必须写明")
    again_by = day_field("补报时限", required=False, help_text="退回补报、与事实不符时填写")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"again_by": add_workdays(work_calendar(), timezone.localdate(), 2)})
        super().__init__(*args, **kwargs)


class FieldCheckForm(forms.Form):
    checked_on = day_field("日期", initial=timezone.localdate)
    place = forms.CharField(label="地点", max_length=200)
    people = forms.CharField(label="参加人员", max_length=200, required=False)
    findings = text_field("现场情况", rows=4)
    confirmed = forms.BooleanField(label="现场与反馈一致", required=False)
    files = FilesField(label="照片", required=False, help_text="可选多张")  # type: ignore[assignment]


class ExtensionForm(forms.Form):
    wanted = day_field("申请延至")
    reason = text_field("理由", rows=3)


class DecisionForm(forms.Form):
    """A leader says yes or no."""

    agree = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = text_field("批示", rows=3, required=False, help_text="不同意的请写明意见")


class ResultForm(forms.Form):
    result = text_field("完成情况", rows=4, help_text="对照标准写明办成了什么")


class WithdrawForm(forms.Form):
    reason = text_field("撤项的理由", rows=3, help_text="情况有什么变化，为什么不必再办")


class ReopenForm(forms.Form):
    reason = text_field("重新立项的理由", rows=3)
    deadline = day_field("新时限")


class ReasonForm(forms.Form):
    reason = text_field("理由", rows=3, help_text="写明事实，经谁同意")


class DemandForm(forms.Form):
    kind = forms.ChoiceField(label="形式", choices=UnitExplanation.Kind.choices, widget=forms.RadioSelect)
    reason = text_field("事由", rows=3)
    due_on = day_field("提交时限")


class ExplanationForm(forms.Form):
    text = text_field("内容", rows=8, help_text="写明事实、原因、责任和整改措施")
    file = forms.FileField(label="附件", required=False)


class ReviewForm(forms.Form):
    agree = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "认可"), ("no", "退回重写")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = text_field("审阅意见", rows=3, required=False, help_text="退回重写的请写明要求")


class BriefForm(forms.Form):
    subject = forms.CharField(label="专报主题", max_length=60, help_text="如：农村饮水安全重点任务")
