"""Filters of the desk's lists; all stand in the address."""

from django import forms
from django.db.models import QuerySet

from zhongshu.apps.desk.lights import Lights
from zhongshu.apps.desk.queries import light_filter
from zhongshu.apps.flow.models import Work
from zhongshu.lib.flow.vocabulary import URGENCIES, WorkKind

LIGHTS = [("", "全部"), ("red", "超期"), ("yellow", "临近"), ("green", "正常")]


class WorkFilter(forms.Form):
    """Lists of one's own works."""

    q = forms.CharField(
        label="标题",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "data-list-filter": ""}),
    )
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=[("", "全部"), *URGENCIES.items()])
    kind = forms.ChoiceField(
        label="事项", required=False, choices=[("", "全部"), *((kind.value, kind.label) for kind in WorkKind)]
    )
    light = forms.ChoiceField(label="时限", required=False, choices=LIGHTS)

    def apply(self, works: QuerySet[Work], lights: Lights) -> QuerySet[Work]:
        """The works that match; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        if chosen.get("q"):
            works = works.filter(title__icontains=chosen["q"])
        for name in ("urgency", "kind"):
            if chosen.get(name):
                works = works.filter(**{name: chosen[name]})
        if chosen.get("light"):
            works = works.filter(light_filter(lights, chosen["light"]))
        return works


class BoardFilter(forms.Form):
    """Lists of the director's board. No search for titles: not every paper is within the director's knowledge."""

    step = forms.CharField(label="环节", required=False, max_length=120)
    holder = forms.CharField(label="承办人", required=False, max_length=40)
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=[("", "全部"), *URGENCIES.items()])
    light = forms.ChoiceField(label="时限", required=False, choices=LIGHTS)

    def apply(self, works: QuerySet[Work], lights: Lights) -> QuerySet[Work]:
        """The works that match."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        if chosen.get("step"):
            works = works.filter(step_name=chosen["step"])
        if chosen.get("holder"):
            works = works.filter(holder__name__icontains=chosen["holder"])
        if chosen.get("urgency"):
            works = works.filter(urgency=chosen["urgency"])
        if chosen.get("light"):
            works = works.filter(light_filter(lights, chosen["light"]))
        return works
