"""What the security administrator fills in about grants."""

from typing import Any

from django import forms

from zhongshu.apps.access.models import Grant
from zhongshu.apps.access.policy import kind_in_words
from zhongshu.apps.org.models import Person


class ObjectForm(forms.Form):
    """Which thing: its kind and its number in the system, never its title."""

    kind = forms.ChoiceField(label="类别")
    number = forms.IntegerField(label="系统编号", min_value=1, help_text="经办人在件上可以看到，审计记录中也有")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = Grant.objects.order_by("object_type").values_list("object_type", flat=True).distinct()
        self.fields["kind"].choices = [(kind, kind_in_words(kind)) for kind in kinds]


class GrantForm(forms.Form):
    """Let one more person know."""

    person = forms.ModelChoiceField(Person.objects.none(), label="知悉人", empty_label="请选择")
    reason = forms.CharField(label="缘由", max_length=60)
    until = forms.DateTimeField(
        label="截止时间",
        required=False,
        help_text="不填为长期",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(left_on__isnull=True, administrator__isnull=True)
        self.fields["person"].queryset = people.order_by("organ", "rank", "pk")


class RevokeForm(forms.Form):
    """Take a grant back."""

    subject = forms.CharField(max_length=60, widget=forms.HiddenInput)
    reason = forms.CharField(label="缘由", max_length=60)
