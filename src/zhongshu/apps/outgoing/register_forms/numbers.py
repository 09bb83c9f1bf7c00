"""发文字号: filters of the ledger, reserving, voiding, giving a number to a paper."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing.models import Number
from zhongshu.apps.outgoing.queries import registers


class LedgerFilter(forms.Form):
    """What stands in the address of the ledger."""

    q = forms.CharField(
        label="字号、标题、用途或作废理由",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-list-filter": "", "type": "search"}),
    )
    code = forms.ModelChoiceField(IssuerCode.objects.none(), label="代字", required=False, empty_label="全部代字")
    year = forms.TypedChoiceField(label="年份", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *Number.State.choices])

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        cast(forms.ModelChoiceField, self.fields["code"]).queryset = registers.kept_codes(person)
        years = [(year, f"{year} 年") for year in registers.ledger_years(person)]
        cast(forms.ChoiceField, self.fields["year"]).choices = [("", "全部年份"), *years]

    @property
    def chosen(self) -> dict[str, Any]:
        """The conditions that make sense; the others are left out."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    def apply(self) -> QuerySet[Number]:
        """The numbers that match."""
        wanted = self.chosen
        return registers.numbers_matching(
            self.person,
            code=wanted.get("code"),
            year=wanted.get("year"),
            state=wanted.get("state", ""),
            text=wanted.get("q", ""),
        )


class CodeChoice(forms.ModelChoiceField):
    """A code with what it is for."""

    def label_from_instance(self, obj: IssuerCode) -> str:
        return f"{obj.code}（{obj.name or obj.issuer}）"


class ReserveForm(forms.Form):
    """预留."""

    code = CodeChoice(IssuerCode.objects.none(), label="代字", empty_label="请选择")
    purpose = forms.CharField(label="用途", max_length=200, help_text="为哪一件还没有送来的公文预留，写清楚以便核对。")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["code"]).queryset = registers.drawable_codes(person)


class VoidForm(forms.Form):
    """作废."""

    reason = forms.CharField(
        label="作废理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="理由永久留在台账上。"
    )


class ReservedChoice(forms.ModelChoiceField):
    """A reserved number with what it was kept for."""

    def label_from_instance(self, obj: Number) -> str:
        return f"使用预留的 {obj}（{obj.purpose}）"


class AssignForm(forms.Form):
    """编号: the next number, or one reserved before."""

    reserved = ReservedChoice(Number.objects.none(), label="取哪个号", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, next_number: str, reserved: QuerySet[Number], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["reserved"]).empty_label = f"顺序取下一个号（现在是 {next_number}）"
        cast(forms.ModelChoiceField, self.fields["reserved"]).queryset = reserved
