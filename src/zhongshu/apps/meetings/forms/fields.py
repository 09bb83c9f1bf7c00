"""Fields that several forms have."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.supervision.forms.fields import day_field, text_field

MOST_NAMES = 500
_SPLIT = re.compile(r"[、，,；;\s]+")
_NAMED = re.compile(r"([^（()）]+)[（(]([^（()）]+)[)）]")

__all__ = ["NamesField", "day_field", "moment_field", "people_of", "text_field"]


def moment_field(label: str, **kwargs: Any) -> forms.DateTimeField:
    """A day and an hour."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)


def people_of(organ: Organ) -> QuerySet[Person]:
    """Staff of an organ in service, by rank."""
    return Person.objects.filter(organ=organ, left_on__isnull=True, administrator__isnull=True).order_by("rank", "pk")


class NamesField(forms.CharField):
    """Names of staff, one after another; of two with one name the organ's short name stands behind: 王伟（财政局）."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("help_text", "写姓名，用顿号或换行分开；有同名的写成“王伟（财政局）”")
        super().__init__(max_length=8000, **kwargs)

    def clean(self, value: Any) -> list[Person]:
        text = super().clean(value)
        names = list(dict.fromkeys(part for part in _SPLIT.split(text) if part))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(f"一次最多 {MOST_NAMES} 人，请用导入名单。")
        found, wrong = [], []
        for name in names:
            person, why = _find(name)
            if person is None:
                wrong.append(why)
            elif person not in found:
                found.append(person)
        if wrong:
            raise forms.ValidationError("；".join(wrong))
        return found


def _find(name: str) -> tuple[Person | None, str]:
    named = _NAMED.fullmatch(name)
    rows = Person.objects.filter(left_on__isnull=True, administrator__isnull=True, name=named[1] if named else name)
    rows = rows.select_related("organ")
    if named:
        rows = rows.filter(organ__short_name__contains=named[2])
    people = list(rows[:5])
    if not people:
        return None, f"系统里没有“{name}”"
    if len(people) > 1:
        options = "、".join(f"{person.name}（{person.organ.short_name}）" for person in people)
        return None, f"“{name}”有 {len(people)} 位：{options}，请写明单位"
    return people[0], ""
