"""What people fill in about bodies and people. The rules themselves stand in the actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.org import queries
from zhongshu.apps.org.models import Administrator, Duty, IssuerCode, Organ, Person, StandIn, Unit

#: Scopes a stand-in can be limited to: the keys of the procedures people know by name.
SCOPES = [("", "全部事项"), ("outgoing", "仅发文")]


class Moment(forms.DateTimeField):
    """A day and a time, to the minute."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **more)


class PersonChoice(forms.ModelChoiceField):
    """A person with the unit they are known by."""

    def label_from_instance(self, obj: Person) -> str:
        posts = getattr(obj, "present_posts", [])
        return f"{obj.name}（{posts[0]}）" if posts else obj.name


class DirectoryFilter(forms.Form):
    """通讯录: what stands in the address."""

    q = forms.CharField(
        label="姓名、拼音首字母、职务或科室",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"data-list-filter": "", "type": "search"}),
    )
    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", required=False, empty_label="全部机关")
    duty = forms.ChoiceField(label="职责", required=False, choices=[("", "全部职责"), *Duty.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = queries.organs()

    def apply(self, person: Person) -> QuerySet[Person]:
        """The people who match; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        found = queries.search_people(person, chosen.get("q", ""))
        if chosen.get("organ"):
            found = found.filter(organ=chosen["organ"])
        if chosen.get("duty"):
            found = found.filter(posts__ended_on__isnull=True, posts__post_duties__duty=chosen["duty"]).distinct()
        return found


class StandInForm(forms.Form):
    """AB角 or 委托."""

    kind = forms.ChoiceField(
        label="方式",
        choices=StandIn.Kind.choices,
        initial=StandIn.Kind.DELEGATION,
        widget=forms.RadioSelect,
        help_text="委托在起止时间内有效；AB角长期有效，您登记外出时由他代办。",
    )
    stand_in = PersonChoice(Person.objects.none(), label="代办人", empty_label="请选择")
    scope = forms.ChoiceField(label="范围", choices=SCOPES, required=False)
    starts_at = Moment(label="开始时间", initial=timezone.localtime)
    ends_at = Moment(label="结束时间", required=False, help_text="委托必须填写；AB角可不填。")
    reason = forms.CharField(label="事由", max_length=120, required=False)

    def __init__(self, *args: Any, principal: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = queries.with_posts(queries.colleagues_of(principal))


class AbsenceForm(forms.Form):
    """外出."""

    starts_at = Moment(label="开始时间", initial=timezone.localtime)
    ends_at = Moment(label="返回时间")
    reason = forms.CharField(label="事由", max_length=120, help_text="例如：赴市里开会、休假、培训")


class HandoverForm(forms.Form):
    """工作移交."""

    successor = PersonChoice(Person.objects.none(), label="接收人", empty_label="请选择")
    reason = forms.CharField(label="事由", max_length=120, help_text="例如：调任青石镇、退休、岗位调整")
    leaving = forms.BooleanField(label="移交后离岗（免去岗位、停用账号、撤销代办）", required=False)

    def __init__(self, *args: Any, leaver: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = queries.with_posts(queries.colleagues_of(leaver))


class PersonForm(forms.Form):
    """A person's details."""

    name = forms.CharField(label="姓名", max_length=40)
    rank = forms.IntegerField(label="排序", min_value=1, initial=1000, help_text="数字小的在前，按本单位排名")
    employment = forms.ChoiceField(label="编制", choices=Person.Employment.choices)
    mobile = forms.CharField(label="手机", max_length=20, required=False)
    party_member = forms.BooleanField(label="中共党员", required=False)


class NewPersonForm(PersonForm):
    """A new member of staff: the organ is chosen once."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", empty_label="请选择")
    field_order = ["organ", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = queries.organs()


class DutiesForm(forms.Form):
    """What a post may do."""

    duties = forms.MultipleChoiceField(
        label="职责", choices=Duty.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class PostForm(DutiesForm):
    """A post with its duties."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", empty_label="请选择")
    title = forms.CharField(label="职务", max_length=60)
    is_main = forms.BooleanField(label="主要岗位", required=False, initial=True)
    field_order = ["unit", "title", "is_main", "duties"]

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(organ=organ, dissolved_on__isnull=True)


class PasswordForm(forms.Form):
    """A password somebody else chooses; its owner must change it when first signing in."""

    password = forms.CharField(
        label="初始口令",
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少 10 位，含字母、数字、符号中的两种以上。本人首次登录时须另设口令。",
    )


class AccountForm(PasswordForm):
    """A new account."""

    username = forms.CharField(label="账号名", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    field_order = ["username", "password"]


class OrganForm(forms.Form):
    """A new organ."""

    name = forms.CharField(label="全称", max_length=80)
    short_name = forms.CharField(label="简称", max_length=30)
    level = forms.TypedChoiceField(label="层级", choices=Organ.Level.choices, coerce=int)
    system = forms.ChoiceField(label="系统", choices=Organ.System.choices, initial=Organ.System.GOVERNMENT)
    superior = forms.ModelChoiceField(Organ.objects.none(), label="直接上级", required=False)
    office_of = forms.ModelChoiceField(
        Organ.objects.none(), label="为其办文的机关", required=False, help_text="办公室代本级党委、政府拟办公文时填写"
    )
    may_issue = forms.BooleanField(label="可对外行文", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("superior", "office_of"):
            self.fields[name].queryset = queries.organs()


class OrganNameForm(forms.Form):
    """A new name for an organ."""

    name = forms.CharField(label="全称", max_length=80)
    short_name = forms.CharField(label="简称", max_length=30)


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label="名称", max_length=60)
    parent = forms.ModelChoiceField(Unit.objects.none(), label="上级机构", required=False)
    is_office = forms.BooleanField(label="属办公室", required=False, help_text="办公室以外的内设机构不得对外正式行文")

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.filter(organ=organ, dissolved_on__isnull=True)


class UnitNameForm(forms.Form):
    """A new name for a unit."""

    name = forms.CharField(label="名称", max_length=60)


class IssuerCodeForm(forms.Form):
    """A new number series."""

    code = forms.CharField(label="机关代字", max_length=20, help_text="例如：明政办发")
    issuer = forms.ModelChoiceField(Organ.objects.none(), label="发文机关", required=False)
    layout = forms.ChoiceField(label="格式", choices=IssuerCode._meta.get_field("layout").choices or ())
    name = forms.CharField(label="用途", max_length=60, required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuers = queries.organs().filter(pk__in=[key for key in (organ.pk, organ.office_of_id) if key])
        self.fields["issuer"].queryset = issuers
        self.fields["issuer"].empty_label = organ.short_name


class PortfolioForm(forms.Form):
    """分管."""

    leader = PersonChoice(Person.objects.none(), label="领导", empty_label="请选择")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", required=False)
    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", required=False)
    field = forms.CharField(label="领域", max_length=60, required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leading = Person.objects.filter(
            organ=organ,
            left_on__isnull=True,
            posts__ended_on__isnull=True,
            posts__post_duties__duty__in=[Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER],
        ).distinct()
        self.fields["leader"].queryset = queries.with_posts(leading)
        self.fields["unit"].queryset = Unit.objects.filter(organ=organ, dissolved_on__isnull=True)
        self.fields["organ"].queryset = queries.organs().exclude(pk=organ.pk)


class ClearanceForm(forms.Form):
    """What a person may be let know."""

    clearance = forms.TypedChoiceField(label="知悉等级", choices=Person.Clearance.choices, coerce=int)


class AppointmentForm(forms.Form):
    """One of the three administrators."""

    person = forms.ModelChoiceField(Person.objects.none(), label="人员", empty_label="请选择")
    role = forms.ChoiceField(label="角色", choices=Administrator.Role.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.without_duties()
