"""What the auditor looks for."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.audit import reading
from zhongshu.apps.audit.models import Entry


class EntryFilter(forms.Form):
    """Filters of the record; all stand in the address."""

    actor = forms.CharField(label="经办人", required=False, max_length=40)
    area = forms.ChoiceField(label="事项", required=False)
    verb = forms.CharField(
        label="行为标识",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "如 outgoing.sign_off"}),
    )
    kind = forms.ChoiceField(label="对象类别", required=False)
    number = forms.IntegerField(label="对象编号", required=False, min_value=1)
    since = forms.DateField(label="从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "全部"), *reading.areas()]
        self.fields["kind"].choices = [("", "全部"), *reading.kinds()]

    def apply(self) -> QuerySet[Entry]:
        """The entries that match, newest first; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        found = Entry.objects.order_by("-seq")
        if chosen.get("actor"):
            found = found.filter(actor_name__icontains=chosen["actor"])
        if chosen.get("area"):
            found = found.filter(verb__startswith=f"{chosen['area']}.")
        if chosen.get("verb"):
            found = found.filter(verb__startswith=chosen["verb"])
        if chosen.get("kind"):
            found = found.filter(object_type=chosen["kind"])
        if chosen.get("number"):
            found = found.filter(object_id=chosen["number"])
        if chosen.get("since"):
            found = found.filter(at__gte=_midnight(chosen["since"]))
        if chosen.get("until"):
            found = found.filter(at__lt=_midnight(chosen["until"] + timedelta(days=1)))
        return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
