"""What the archivist fills in, and how the list is filtered."""

from django import forms

from zhongshu.apps.archive.models import Retention


class FilingForm(forms.Form):
    retention = forms.ChoiceField(label="保管期限", choices=Retention.choices)
    category = forms.RegexField(
        label="机构代码",
        regex=r"^[A-Za-z0-9]{1,8}$",
        help_text="用于档号，如 BGS",
        error_messages={"invalid": "请用 8 个以内的字母或数字。"},
    )
    year = forms.IntegerField(label="归档年度", min_value=1949, max_value=2200)
    note = forms.CharField(label="备注", max_length=200, required=False)


class Filters(forms.Form):
    q = forms.CharField(label="题名或编号", required=False, max_length=60)
    year = forms.IntegerField(label="年度", required=False, min_value=1949, max_value=2200)
    retention = forms.ChoiceField(label="保管期限", required=False, choices=[("", "全部"), *Retention.choices])
