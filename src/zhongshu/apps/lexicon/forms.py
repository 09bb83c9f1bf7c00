"""Forms of the 校对库; their fields follow the kind of the entry."""

from typing import Any

from django import forms

from zhongshu.apps.lexicon.models import KINDS
from zhongshu.lib.proofread.base import SPECIFICATIONS, EntryKind

LIMITS = {"name": 200, "value": 500, "detail": 100, "reason": 300, "basis": 200}


class EntryForm(forms.Form):
    """The columns of one kind."""

    def __init__(self, *args: Any, kind: EntryKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in SPECIFICATIONS[kind].columns:
            if column.field in LIMITS:
                field: forms.Field = forms.CharField(
                    label=column.heading, required=column.required, max_length=LIMITS[column.field]
                )
            else:
                widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                field = forms.DateField(label=column.heading, required=column.required, widget=widget)
            self.fields[column.field] = field


class Filters(forms.Form):
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *KINDS])
    q = forms.CharField(label="内容", required=False, max_length=60)
    retired = forms.BooleanField(label="已停用的", required=False)

    def conditions(self) -> dict[str, Any]:
        data = self.cleaned_data if self.is_valid() else {}
        return {"kind": data.get("kind", ""), "text": data.get("q", ""), "retired": data.get("retired", False)}


class ImportForm(forms.Form):
    upload = forms.FileField(
        label="文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.toml"}),
        help_text="XLSX 表格（与导出的同样），或者规则包里的一个 TOML 文件（如 term.toml）",
    )


class RetireForm(forms.Form):
    reason = forms.CharField(label="停用的理由", max_length=300)
