"""Who is invited, who comes."""

from typing import Any

from django import forms

from zhongshu.apps.meetings.actions.receipts import Comer
from zhongshu.apps.meetings.forms.fields import NamesField, text_field
from zhongshu.apps.meetings.models import Invitation, Meeting, Participant
from zhongshu.apps.org.models import Organ, Unit

_MANY = {"size": 6}


class InviteForm(forms.Form):
    """参会单位: own sections, other organs, bodies outside."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="本机关科室", required=False, widget=forms.SelectMultiple(attrs=_MANY)
    )
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="系统里的其他机关", required=False, widget=forms.SelectMultiple(attrs=_MANY)
    )
    external = forms.CharField(
        label="外单位",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个；发通知后给每个单位一个回执链接",
    )
    wanted = forms.CharField(
        label="参会要求", max_length=120, required=False, help_text="如：主要负责人；有关负责人列席"
    )
    quota = forms.IntegerField(label="名额", min_value=1, max_value=200, initial=1)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = Unit.objects.filter(organ=meeting.organ_id, dissolved_on__isnull=True)
        self.fields["units"].queryset = live.exclude(pk__in=meeting.invitations.values("unit"))
        others = Organ.objects.filter(dissolved_on__isnull=True).exclude(pk=meeting.organ_id)
        taken = meeting.invitations.filter(unit__isnull=True, organ__isnull=False).values("organ")
        self.fields["organs"].queryset = others.exclude(pk__in=taken)

    def clean_external(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["external"].splitlines() if line.strip()]


class PeopleForm(forms.Form):
    """Members of staff by name."""

    people = NamesField(label="人员")
    role = forms.ChoiceField(label="参会身份", choices=Participant.Role.choices)
    on_rostrum = forms.BooleanField(label="主席台就座", required=False)


class ParticipantForm(forms.Form):
    """Somebody who is not on the server, or how somebody stands on the list."""

    name = forms.CharField(label="姓名", max_length=40)
    body = forms.CharField(label="单位", max_length=80, required=False)
    post = forms.CharField(label="职务", max_length=80, required=False)
    mobile = forms.CharField(label="手机", max_length=20, required=False)
    role = forms.ChoiceField(label="参会身份", choices=Participant.Role.choices)
    rank = forms.IntegerField(label="排名", min_value=0, max_value=999999, initial=4000, help_text="数字小的在前")
    on_rostrum = forms.BooleanField(label="主席台就座", required=False)


class InvitationForm(forms.Form):
    wanted = forms.CharField(label="参会要求", max_length=120, required=False)
    quota = forms.IntegerField(label="名额", min_value=1, max_value=200)
    contact = forms.CharField(label="联系人", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)


class ReceiptForm(forms.Form):
    """As many lines as there are places; ``outside`` asks who fills it in."""

    note = forms.CharField(label="备注", max_length=300, required=False, help_text="饮食、用车等需要说明的事")

    def __init__(self, *args: Any, invitation: Invitation, outside: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = min(invitation.quota, 200)
        known = list(invitation.participants.exclude(state=Participant.State.LEAVE).order_by("rank", "pk"))
        if outside:
            self.fields["by"] = forms.CharField(label="填报人", max_length=40)
        for n in range(self.lines):
            row = known[n] if n < len(known) else None
            first = n == 0
            self.fields[f"name_{n}"] = forms.CharField(
                label=f"参会人{n + 1 if self.lines > 1 else ''}姓名",
                max_length=40,
                required=first,
                initial=row.name if row else "",
            )
            self.fields[f"post_{n}"] = forms.CharField(
                label="职务", max_length=80, required=False, initial=row.post if row else ""
            )
            self.fields[f"mobile_{n}"] = forms.CharField(
                label="手机", max_length=20, required=False, initial=row.mobile if row else ""
            )
        self.order_fields(
            ["by", *(f"{name}_{n}" for n in range(self.lines) for name in ("name", "post", "mobile")), "note"]
        )

    def comers(self) -> list[Comer]:
        """From a valid form: the lines that have a name."""
        given = self.cleaned_data
        return [
            Comer(given[f"name_{n}"].strip(), given[f"post_{n}"], given[f"mobile_{n}"])
            for n in range(self.lines)
            if given[f"name_{n}"].strip()
        ]


class StandInForm(forms.Form):
    name = forms.CharField(label="代会人", max_length=40)
    post = forms.CharField(label="职务", max_length=80, required=False)
    reason = forms.CharField(label="理由", max_length=300)


class LeaveForm(forms.Form):
    reason = forms.CharField(label="请假理由", max_length=300)


class DecideLeaveForm(forms.Form):
    grant = forms.TypedChoiceField(
        label="意见",
        coerce=lambda value: value == "yes",
        choices=[("yes", "准假"), ("no", "不准假")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    words = text_field("意见内容", rows=2, required=False)


class RosterForm(forms.Form):
    file = forms.FileField(label="名单（XLSX）", help_text="表头写明姓名、单位、职务、手机；合并单元格、空行都可以")
