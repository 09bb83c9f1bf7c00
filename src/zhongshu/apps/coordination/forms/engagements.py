"""One leader's engagement, and its cancelling."""

from typing import Any

from django import forms

from zhongshu.apps.coordination.forms.fields import PeopleField, WithTimes, colleagues
from zhongshu.apps.coordination.queries.diaries import Clash, clashes_with
from zhongshu.apps.coordination.queries.sides import arranges_for
from zhongshu.apps.org.models import Person


class EngagementForm(WithTimes):
    """``clashes`` is filled on a bound form: what the time would clash with, which the person must have seen."""

    leader = forms.ModelChoiceField(Person.objects.none(), label="领导", empty_label="请选择")
    what = forms.CharField(label="活动", max_length=120)
    place = forms.CharField(label="地点", max_length=80, required=False, help_text="同一地点的两项之间不算路上时间")
    travel_before = forms.IntegerField(label="去程（分钟）", min_value=0, max_value=720, required=False)
    travel_after = forms.IntegerField(label="回程（分钟）", min_value=0, max_value=720, required=False)
    accompanying = PeopleField(label="陪同人员")
    speech_by = forms.ModelChoiceField(
        Person.objects.none(), label="讲话稿起草人", required=False, empty_label="不需要讲话稿"
    )
    settled = forms.TypedChoiceField(
        label="状态", choices=[("yes", "已定"), ("no", "暂定")], coerce=lambda value: value == "yes", initial="yes"
    )
    private = forms.BooleanField(label="不公开：其他人只看到“已有安排”", required=False)
    despite = forms.BooleanField(label="已知有冲突，仍这样安排", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["leader", "day", "start", "end", "what", "place"]

    def __init__(self, *args: Any, person: Person, leader: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.fixed, self.clashes = person, leader, list[Clash]()
        leaders = [leader] if leader is not None else arranges_for(person)
        self.fields["leader"].queryset = Person.objects.filter(pk__in=[one.pk for one in leaders])
        people = colleagues(person)
        self.fields["accompanying"].queryset = self.fields["speech_by"].queryset = people
        if leader is not None:
            del self.fields["leader"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        leader = self.fixed or given.get("leader")
        given["travel_before"] = given.get("travel_before") or 0
        given["travel_after"] = given.get("travel_after") or 0
        if self.errors or leader is None:
            return given
        self.clashes = clashes_with(
            person=leader, starts_at=given["starts_at"], ends_at=given["ends_at"], place=given["place"],
            travel_before=given["travel_before"], travel_after=given["travel_after"], what=given["what"],
            instead_of=getattr(self, "instead_of", None), viewer=self.person,
        )  # fmt: skip
        if self.clashes and not given["despite"]:
            self.add_error("despite", "这个时间有冲突，请改时间；确需这样安排的，请勾选。")
        return given

    def arrangement(self) -> dict[str, Any]:
        """What the actions take, from a valid form."""
        names = (
            "starts_at", "ends_at", "what", "place", "travel_before", "travel_after", "accompanying", "speech_by",
            "settled", "private",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


class CancelForm(forms.Form):
    reason = forms.CharField(label="取消原因", max_length=120)
