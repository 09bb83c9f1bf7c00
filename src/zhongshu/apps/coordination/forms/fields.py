"""Fields and choices that several forms have."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.coordination.queries.sides import organs_of
from zhongshu.apps.org.models import Person

QUARTER = 60 * 15


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def time_field(label: str, **kwargs: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **kwargs)


def moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def colleagues(person: Person) -> QuerySet[Person]:
    """Staff of the organs in which a person works."""
    found = Person.objects.filter(left_on__isnull=True, administrator__isnull=True, organ__in=organs_of(person))
    return found.order_by("organ", "rank", "pk")


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people, in a list of a few lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.SelectMultiple(attrs={"size": 6}))
        kwargs.setdefault("help_text", "按住 Ctrl 可选多个")
        super().__init__(queryset=Person.objects.none(), required=False, **kwargs)


class WithTimes(forms.Form):
    """A day with a beginning and an end; ``last_day`` for what goes over midnight."""

    day = day_field("日期")
    start = time_field("开始")
    end = time_field("结束")
    last_day = day_field("结束日期", required=False, help_text="当天结束的不填")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"day", "start", "end"} <= set(given):
            given["starts_at"] = moment(given["day"], given["start"])
            given["ends_at"] = moment(given.get("last_day") or given["day"], given["end"])
            if given["ends_at"] <= given["starts_at"]:
                self.add_error("end", "结束时间应当晚于开始时间；跨过半夜的，请填结束日期。")
        return given


def times_of(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """Initial values of ``WithTimes``."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    last = end.date() if end.date() != start.date() else None
    return {"day": start.date(), "start": start.time(), "end": end.time(), "last_day": last}
