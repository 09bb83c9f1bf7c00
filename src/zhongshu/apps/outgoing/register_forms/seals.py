"""印章 and 用印: depositing an image, retiring it, the register's filters, affixing."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.outgoing.models import Seal, SealUse
from zhongshu.apps.outgoing.queries import registers
from zhongshu.apps.outgoing.queries.issue import seals_of


class DepositForm(forms.Form):
    """启用印章: the keeper puts the image of a seal in."""

    owner = forms.ModelChoiceField(Organ.objects.none(), label="印章所属机关", empty_label="请选择")
    name = forms.CharField(label="印章名称", max_length=80, required=False, help_text="不填即为“机关名称＋印章”。")
    diameter_mm = forms.DecimalField(
        label="直径（毫米）",
        max_digits=4,
        decimal_places=1,
        min_value=Decimal(20),
        max_value=Decimal(60),
        help_text="按实物量取；县级政府印章为 45 毫米，其部门和乡镇为 42 毫米。",
    )
    image = forms.FileField(
        label="印模图片",
        help_text="由实物印模扫描的 PNG，背景透明，边长 300 到 4000 像素。系统只使用上传的图片，不绘制印章。",
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["owner"]).queryset = registers.sealed_organs(person)


class RetireForm(forms.Form):
    """停用."""

    reason = forms.CharField(label="停用理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class SealRegisterFilter(forms.Form):
    """What stands in the address of the register."""

    q = forms.CharField(
        label="标题、字号、姓名或备注",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-list-filter": "", "type": "search"}),
    )
    seal = forms.ModelChoiceField(Seal.objects.none(), label="印章", required=False, empty_label="全部印章")
    since = forms.DateField(
        label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        cast(forms.ModelChoiceField, self.fields["seal"]).queryset = seals_of(person)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            raise ValidationError("结束日期早于开始日期，请改正。")
        return data

    def apply(self) -> QuerySet[SealUse]:
        """The lines that match; a filter that makes no sense is left out."""
        self.is_valid()
        wanted = getattr(self, "cleaned_data", {})
        return registers.seal_uses_matching(
            self.person,
            seal=wanted.get("seal"),
            since=wanted.get("since"),
            until=wanted.get("until"),
            text=wanted.get("q", ""),
        )


class AffixForm(forms.Form):
    """用印."""

    note = forms.CharField(
        label="备注", max_length=200, required=False, help_text="记入用印登记，如用印份数有变的原因。"
    )
