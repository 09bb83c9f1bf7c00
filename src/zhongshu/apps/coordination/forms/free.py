"""What free time is looked for."""

from datetime import timedelta
from typing import Any

from django import forms

from zhongshu.apps.coordination.forms.fields import day_field
from zhongshu.apps.coordination.models import Equipment
from zhongshu.apps.coordination.queries.sides import equipment_of
from zhongshu.apps.org.models import Organ, Person

LENGTHS = [("30", "半小时"), ("60", "1小时"), ("90", "1小时半"), ("120", "2小时"), ("150", "2小时半"), ("180", "3小时")]
MOST_DAYS = 60


class FreeForm(forms.Form):
    """Who must come, who may be spared, how long, between which days, how many seats, what equipment."""

    needed = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="必须参加", widget=forms.CheckboxSelectMultiple
    )
    wanted = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="能来最好", required=False, widget=forms.CheckboxSelectMultiple
    )
    length = forms.TypedChoiceField(label="多长时间", choices=LENGTHS, coerce=int, initial="120")
    first = day_field("从哪天起")
    last = day_field("到哪天为止")
    seats = forms.IntegerField(
        label="要几个座位", min_value=0, max_value=20000, required=False, help_text="不用会议室的填 0"
    )
    equipment = forms.ModelMultipleChoiceField(
        Equipment.objects.none(), label="要用的设备", required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(label="在外面的地点", max_length=80, required=False)
    travel = forms.IntegerField(label="单程（分钟）", min_value=0, max_value=720, required=False)
    over_tentative = forms.BooleanField(label="暂定的安排可以调整", required=False)

    def __init__(self, *args: Any, organ: Organ, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queryset = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["needed"].queryset = self.fields["wanted"].queryset = queryset
        self.fields["equipment"].queryset = equipment_of(organ)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "应当不早于开始日期。")
        elif first and last and last - first > timedelta(days=MOST_DAYS):
            self.add_error("last", f"一次最多找 {MOST_DAYS} 天。")
        return given


class TakeForm(forms.Form):
    """One proposal taken: what it is for; the rest comes along in hidden fields."""

    what = forms.CharField(label="活动名称", max_length=120)
    start = forms.DateTimeField(widget=forms.HiddenInput)
    room = forms.IntegerField(required=False, widget=forms.HiddenInput)
