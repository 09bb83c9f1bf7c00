"""The tasks of a meeting."""

from typing import Any

from django import forms

from zhongshu.apps.meetings.forms.fields import day_field, people_of, text_field
from zhongshu.apps.meetings.models import MeetingTask
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.supervision.forms.fields import FilesField


class FinishForm(forms.Form):
    note = text_field("办理情况", rows=2, required=False, help_text="有没核对的检查项时，请说明为什么不需要")


class EvidenceForm(forms.Form):
    evidence = forms.CharField(label="说明", max_length=300, required=False)
    attached = FilesField(label="文件", required=False)


class DropForm(forms.Form):
    reason = forms.CharField(label="不办的理由", max_length=300)


class CheckForm(forms.Form):
    text = forms.CharField(label="增加检查项", max_length=200)


class AssignForm(forms.Form):
    """Another holder, another deadline."""

    holder = forms.ModelChoiceField(Person.objects.none(), label="负责人", empty_label=None)
    due_on = day_field("时限")

    def __init__(self, *args: Any, organ: Organ, task: MeetingTask, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"holder": task.holder_id, "due_on": task.due_on}, **kwargs})
        self.fields["holder"].queryset = people_of(organ)


class PaperForm(forms.Form):
    """A paper the meeting needs."""

    title = forms.CharField(label="文件", max_length=200)
    holder = forms.ModelChoiceField(Person.objects.none(), label="起草人", required=False, empty_label="待定")
    due_on = day_field("时限", required=False)
    restricted = forms.BooleanField(label="会后收回", required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = people_of(organ)


class FileForm(forms.Form):
    file = forms.FileField(label="文件")
