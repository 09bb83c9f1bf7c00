"""A new address for a calendar."""

from typing import Any

from django import forms

from zhongshu.apps.coordination.queries.sides import arranges_for
from zhongshu.apps.org.models import Person


class FeedForm(forms.Form):
    leader = forms.ModelChoiceField(Person.objects.none(), label="谁的日历", empty_label=None)
    name = forms.CharField(label="在哪里用", max_length=40, help_text="如“手机日历”“办公电脑”")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [person.pk, *(one.pk for one in arranges_for(person))]
        self.fields["leader"].queryset = Person.objects.filter(pk__in=keys)
        self.fields["leader"].initial = person.pk
