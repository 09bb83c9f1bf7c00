"""Forms of the quality board."""

import calendar
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from zhongshu.apps.outgoing.models import Lapse
from zhongshu.apps.outgoing.models.gate import GATES
from zhongshu.apps.outgoing.queries.quality import DIMENSIONS
from zhongshu.lib.proofread import Gate, builtin_rules


def rule_choices() -> list[tuple[str, Any]]:
    """All rules by gate, for naming the one that should have spoken."""
    groups = [
        (gate.label, [(rule.card.id, rule.card.title) for rule in builtin_rules() if rule.card.gate is gate])
        for gate in Gate
    ]
    return [("", "没有对应的规则"), *groups]


class LapseForm(forms.Form):
    """One mistake found after sending."""

    wrong = forms.CharField(label="原文", max_length=300)
    right = forms.CharField(label="应为", max_length=300)
    gate = forms.ChoiceField(label="应由哪一关把住", choices=GATES)
    rule = forms.ChoiceField(label="对应的规则", choices=rule_choices, required=False)
    found_by = forms.CharField(label="发现单位或人", max_length=80)
    found_on = forms.DateField(label="发现日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    remedy = forms.ChoiceField(label="处理", choices=Lapse.Remedy.choices)
    note = forms.CharField(label="原因和改进", max_length=300, required=False)


class VoidForm(forms.Form):
    reason = forms.CharField(label="作废的理由", max_length=200)


class QualityFilter(forms.Form):
    """The period and the layout; what is not given is this year, by unit."""

    by = forms.ChoiceField(label="按", choices=list(DIMENSIONS.items()), required=False)
    month = forms.CharField(label="月份", required=False, widget=forms.DateInput(attrs={"type": "month"}))
    since = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_month(self) -> str:
        text = self.cleaned_data["month"]
        if text:
            try:
                date.fromisoformat(f"{text}-01")
            except ValueError as error:
                raise forms.ValidationError("月份请写成2026-07的样子。") from error
        return text

    def conditions(self) -> dict[str, Any]:
        data = self.cleaned_data if self.is_valid() else {}
        today = timezone.localdate()
        since, until = data.get("since") or today.replace(month=1, day=1), data.get("until") or today
        if data.get("month"):
            since = date.fromisoformat(f"{data['month']}-01")
            until = since.replace(day=calendar.monthrange(since.year, since.month)[1])
        return {"by": data.get("by") or "unit", "since": since, "until": until}
