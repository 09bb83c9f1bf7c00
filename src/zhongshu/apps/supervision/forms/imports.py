"""导入原有台账: the file, and which column is what."""

from typing import Any

from django import forms

from zhongshu.apps.supervision.models import LedgerImport, Source
from zhongshu.apps.supervision.policy.ledger_rows import FIELDS, NEEDED


class UploadForm(forms.Form):
    file = forms.FileField(
        label="台账文件",
        help_text="XLSX 工作簿，取第一张有内容的表；表头可以在前 12 行的任何一行",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class MappingForm(forms.Form):
    """Field → column. Guessed from the headings, to be confirmed by a person."""

    year = forms.IntegerField(
        label="台账年份", min_value=2000, max_value=2200, help_text="没有写年份的日期（3月底、6.30前）按这一年算"
    )
    kind = forms.ChoiceField(
        label="默认来源类别",
        choices=Source.Kind.choices,
        initial=Source.Kind.ENTRUSTED,
        help_text="没有来源类别一列，或者看不懂时用",
    )

    def __init__(self, *args: Any, ledger: LedgerImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = ledger.year
        columns = [
            (str(n), f"{_letter(n)} 列：{heading or '（没有表头）'}") for n, heading in enumerate(ledger.headings)
        ]
        for name, (label, _) in FIELDS.items():
            needed = name in NEEDED
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=label, required=needed, choices=[("", "请选择" if needed else "没有这一列"), *columns],
                initial=str(ledger.mapping[name]) if name in ledger.mapping else "",
            )  # fmt: skip

    def columns(self) -> list[Any]:
        return [self[f"column_{name}"] for name in FIELDS]

    def mapping(self) -> dict[str, int]:
        given = self.cleaned_data
        return {name: int(given[f"column_{name}"]) for name in FIELDS if given.get(f"column_{name}")}


def _letter(column: int) -> str:
    return (_letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
