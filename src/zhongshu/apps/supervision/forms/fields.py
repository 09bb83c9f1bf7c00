"""Fields that several forms have."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.org.queries import working_units


def live_units() -> QuerySet[Unit]:
    """Units that can be given work, organ by organ. Where an organ has only its leaders' room, that one."""
    others = working_units().filter(organ=OuterRef("organ"))
    found = Unit.objects.filter(Exists(working_units().filter(pk=OuterRef("pk"))) | ~Exists(others))
    found = found.filter(dissolved_on__isnull=True, organ__dissolved_on__isnull=True)
    return found.select_related("organ").order_by("organ__level", "organ__position", "organ", "position", "pk")


class _ByOrgan(forms.models.ModelChoiceIterator):
    """Units under the name of their organ."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for organ, units in groupby(self.queryset, key=lambda unit: unit.organ):
            yield (organ.short_name, [self.choice(unit) for unit in units])


class UnitField(forms.ModelChoiceField):
    """One unit of the server, grouped by organ."""

    iterator = _ByOrgan

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=live_units(), **kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.organ.short_name} {obj.name}"


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units."""

    iterator = _ByOrgan
    empty_label = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=live_units(), **kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.organ.short_name} {obj.name}"


def people_in(unit: Unit | None) -> QuerySet[Person]:
    """Who serves in a unit, by rank."""
    if unit is None:
        return Person.objects.none()
    return (
        Person.objects.filter(posts__unit=unit, posts__ended_on__isnull=True, left_on__isnull=True)
        .distinct()
        .order_by("rank", "pk")
    )


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; the value is a list of (name, content)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Files())
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        uploads = data if isinstance(data, (list, tuple)) else [data] if data else []
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [(upload.name, upload.read()) for upload in uploads]


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def text_field(label: str, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
