"""What clerks, proposers and handlers fill in about incoming papers."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.access.policy import ceiling
from zhongshu.apps.incoming.actions.answering import KINDS as REPLIES
from zhongshu.apps.incoming.actions.handling import WAYS
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.policy.tests import TESTS
from zhongshu.apps.incoming.queries.proposals import units_of_work
from zhongshu.apps.org.models import Duty, IssuerCode, Organ, Person, PostDuty, Unit
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.outgoing.queries.numbers import codes_of
from zhongshu.lib.document.kinds import KINDS, Family

SIGNATORIES = {"principal_leader": "主要领导", "deputy_leader": "分管领导", "director": "办公室主任"}


def _day(**attrs: str) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


def _rows(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _units(field: Any, organ: Organ) -> None:
    field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units_of_work(organ)]).order_by("position", "pk")


def staff_of(organ: Organ) -> Any:
    """People of the organ and of the body it serves who may be given papers, by protocol rank."""
    bodies = [pk for pk in (organ.pk, organ.office_of_id) if pk]
    people = Person.objects.filter(organ__in=bodies, left_on__isnull=True, administrator__isnull=True)
    return people.order_by("rank", "pk")


def handlers_of(organ: Organ) -> Any:
    """Those of the staff who can be given the handling: everybody but the leaders, who instruct."""
    leading = PostDuty.objects.filter(duty__in=(Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER), post__ended_on__isnull=True)
    return staff_of(organ).exclude(pk__in=leading.values("post__person"))


class ReceiveForm(forms.Form):
    """签收: the file, if there is one, fills in the rest."""

    upload = forms.FileField(
        label="来文文件", required=False, help_text="DOCX、PDF、TXT，或纸质件的扫描图片；没有文件的，下面手工填写",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.png,.jpg,.jpeg"}),
    )  # fmt: skip
    sender = forms.CharField(label="来文机关", required=False, max_length=120, help_text="有文件的可以不填，自动识别")
    title = forms.CharField(label="标题", required=False, max_length=300)
    copies = forms.IntegerField(label="份数（清点）", min_value=1, max_value=500, initial=1)
    copy_numbers = forms.CharField(label="份号", required=False, help_text="有份号的逐份填写，用空格隔开")
    channel = forms.ChoiceField(label="来文方式", choices=Paper.Channel.choices[1:], initial=Paper.Channel.EXCHANGE)
    received_at = forms.DateTimeField(
        label="签收时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(label="备注", required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {"received_at": timezone.localtime().replace(second=0, microsecond=0), "copies": 1}
        )
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("upload") and not ((data.get("sender") or "").strip() and (data.get("title") or "").strip()):
            raise forms.ValidationError("没有文件的，请填写来文机关和标题。")
        return data

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        upload = data["upload"]
        return {
            "sender": data["sender"], "title": data["title"], "copies": data["copies"], "channel": data["channel"],
            "copy_numbers": data["copy_numbers"].split(), "received_at": data["received_at"], "note": data["note"],
            "name": upload.name if upload else "", "content": upload.read() if upload else None,
        }  # fmt: skip


class KeepForm(forms.Form):
    """仅登记: where each copy of a paper above the ceiling is."""

    sender = forms.CharField(label="来文机关", max_length=120)
    document_number = forms.CharField(label="来文字号", required=False, max_length=60)
    secrecy = forms.TypedChoiceField(label="密级", coerce=int)
    copies = forms.CharField(
        label="逐份：份号 存放处", widget=_rows(3), help_text="一份一行，如“000017 机要室2号柜”；不要填写标题和内容"
    )
    note = forms.CharField(label="备注", required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = [choice for choice in Paper.Secrecy.choices if choice[0] > ceiling()]
        cast(forms.ChoiceField, self.fields["secrecy"]).choices = above

    def arguments(self) -> dict[str, Any]:
        lines = [line.split(None, 1) for line in self.cleaned_data["copies"].splitlines() if line.strip()]
        pairs = [(line[0], line[1] if len(line) > 1 else "") for line in lines]
        return self.cleaned_data | {"copies": pairs}


class RegisterForm(forms.Form):
    """登记: what was read, confirmed or corrected by a person."""

    title = forms.CharField(label="标题", max_length=300, widget=_rows(2))
    sender = forms.CharField(label="来文机关", max_length=120)
    document_number = forms.CharField(label="来文字号", required=False, max_length=60)
    document_date = forms.DateField(label="成文日期", required=False, widget=_day())
    kind = forms.ChoiceField(label="文种", required=False)
    secrecy = forms.TypedChoiceField(label="密级", coerce=int, choices=Paper.Secrecy.choices)
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=Paper.URGENCIES)
    due_on = forms.DateField(label="办理时限", required=False, widget=_day(), help_text="来文写明的时限")
    needs_answer = forms.BooleanField(label="须答复来文机关", required=False)
    duplicate_note = forms.CharField(
        label="重复说明", required=False, max_length=200, help_text="系统提示疑似重复、而确须登记时填写"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.name) for kind in KINDS.values() if kind.family is Family.STATUTORY]
        cast(forms.ChoiceField, self.fields["kind"]).choices = [("", "其他"), *kinds]


class CorrectForm(RegisterForm):
    """更正登记项, with the reason."""

    reason = forms.CharField(label="更正理由", max_length=300, widget=_rows(2), help_text="如：登记时误将成文日期写错")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["duplicate_note"]


class CheckForm(forms.Form):
    """初审: five tests."""

    passed = forms.MultipleChoiceField(
        label="五项审核，逐项核对", choices=list(TESTS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label="说明", required=False, max_length=300)


class SendBackForm(forms.Form):
    """退文."""

    failed = forms.MultipleChoiceField(
        label="没有通过的审核", choices=list(TESTS.items()), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="退文理由", widget=_rows(3), max_length=1000)
    letter = forms.BooleanField(label="同时起草退文函", required=False)


class ProposeForm(forms.Form):
    """拟办: who leads, who supports, by when, what."""

    text = forms.CharField(label="拟办意见", widget=forms.Textarea(attrs={"rows": 4, "data-keep": "opinion"}))
    lead_unit = forms.ModelChoiceField(
        label="主办科室", queryset=Unit.objects.none(), required=False, empty_label="（未定）"
    )
    supporting = forms.ModelMultipleChoiceField(
        label="协办科室", queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label="办理时限", required=False, widget=_day())
    way = forms.ChoiceField(label="呈送", choices=list(WAYS.items()), widget=forms.RadioSelect, initial="instruct")
    signatory = forms.ChoiceField(label="呈哪一级", choices=list(SIGNATORIES.items()), required=False)
    flags_answer = forms.CharField(
        label="对提示的说明", required=False, max_length=300, help_text="系统提示拟办空泛或雷同、而确须这样写时填写"
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _units(self.fields["lead_unit"], organ)
        _units(self.fields["supporting"], organ)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {"supporting": list(data["supporting"]), "signatory": data["signatory"] or "principal_leader"}


#: What leaders write most: one tap, and one more to sign.
PHRASES = (
    "同意。", "同意拟办意见，请抓紧办理。", "请按拟办意见落实，结果报我。", "请办公室牵头研究，提出意见。", "请有关部门阅研。", "已阅。",
)  # fmt: skip


class InstructForm(forms.Form):
    """批示: a phrase, words, or both. On a phone the words may be dictated by the keyboard."""

    phrase = forms.ChoiceField(
        label="常用语（点选一句，或者在下面写）",
        required=False,
        choices=[(phrase, phrase) for phrase in PHRASES],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="批示", required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": "opinion", "placeholder": "也可以口述或手写"}),
    )  # fmt: skip

    def words(self) -> str:
        """The phrase, then what was written."""
        return f"{self.cleaned_data.get('phrase', '')}{self.cleaned_data.get('text', '').strip()}"


class TranscribeForm(forms.Form):
    """代录."""

    leader = forms.ModelChoiceField(label="批示领导", queryset=Person.objects.none())
    text = forms.CharField(label="批示原话", widget=_rows(3), max_length=5000)
    given_on = forms.DateField(label="批示日期", widget=_day())
    source = forms.CharField(label="代录依据", max_length=120, help_text="如：纸质批件原件、当面口述")
    original = forms.BooleanField(
        label="领导已在纸质原件上亲笔签批",
        required=False,
        help_text="勾选的不再要求补签，系统会告知领导；口述、电话的不要勾选",
    )

    def __init__(self, *args: Any, leaders: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"given_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["leader"]).queryset = leaders


class AssignForm(forms.Form):
    """分办."""

    handler = forms.ModelChoiceField(
        label="主办承办人", queryset=Person.objects.none(), required=False, empty_label="请选择"
    )
    lead_unit = forms.ModelChoiceField(
        label="主办科室", queryset=Unit.objects.none(), required=False, empty_label="承办人所在科室"
    )
    supporters = forms.ModelMultipleChoiceField(
        label="协办人员", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label="办理时限", required=False, widget=_day())
    needs_answer = forms.BooleanField(label="须答复来文机关", required=False)
    reading_only = forms.BooleanField(label="只传阅，不需承办", required=False)
    text = forms.CharField(label="分办说明", required=False, max_length=500)

    def __init__(self, *args: Any, organ: Organ, simple: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("handler", "supporters"):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = handlers_of(organ)
        _units(self.fields["lead_unit"], organ)
        if simple:
            del self.fields["supporters"]

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data | {"supporters": list(self.cleaned_data.get("supporters", ()))}


class ResultForm(forms.Form):
    """办结."""

    result = forms.CharField(label="办理结果", widget=_rows(3), max_length=500)


class ReplyForm(forms.Form):
    """拟复文."""

    kind = forms.ChoiceField(label="文种", choices=list(REPLIES.items()))
    issuer_code = forms.ModelChoiceField(
        label="发文机关代字", queryset=IssuerCode.objects.none(), required=False, empty_label="不编文号"
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = codes_of(organ).order_by("-layout", "pk")
        cast(forms.ModelChoiceField, self.fields["issuer_code"]).queryset = codes
        self.initial.setdefault("issuer_code", codes.filter(layout="letter", issuer=organ).first())


class LinkReplyForm(forms.Form):
    """关联复文: which of the office's papers answers this one."""

    reply = forms.ModelChoiceField(
        label="发文",
        queryset=OutgoingPaper.objects.none(),
        empty_label="请选择",
        help_text="签收来文以后起草的发文，新的在前",
    )

    def __init__(self, *args: Any, choices: QuerySet[OutgoingPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["reply"])
        field.queryset = choices
        field.label_from_instance = _called  # type: ignore[method-assign, assignment]


def _called(paper: OutgoingPaper) -> str:
    return f"{paper.number_text or '未编号'}《{paper.title}》（{paper.get_state_display()}）"


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label="理由", max_length=300, widget=_rows(2))


class CirculateForm(forms.Form):
    """传阅."""

    people = forms.ModelMultipleChoiceField(
        label="传阅人", queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    in_order = forms.TypedChoiceField(
        label="方式", choices=[("1", "依次（按排序，外出的先跳过，回来补阅）"), ("0", "同时")],
        coerce=lambda value: value == "1", initial="1", widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label="传阅说明", required=False, max_length=300)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField, self.fields["people"]).queryset = staff_of(organ)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data | {"people": list(self.cleaned_data["people"])}


class FieldForm(forms.Form):
    """职责分工: the words of one unit."""

    words = forms.CharField(
        label="职责关键词", widget=_rows(2), required=False, help_text="用顿号隔开，如：水利、防汛、农田建设"
    )


class FilterForm(forms.Form):
    """Conditions of the list."""

    text = forms.CharField(
        label="标题、字号、来文机关", required=False, widget=forms.TextInput(attrs={"data-list-filter": ""})
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("open", "未办结"), *Paper.State.choices]
    )
    urgency = forms.ChoiceField(
        label="紧急程度", required=False, choices=[("", "全部"), ("normal", "一般"), *Paper.URGENCIES[1:]]
    )
    light = forms.ChoiceField(label="时限", required=False, choices=[("", "全部"), ("late", "超期")])
    unit = forms.ModelChoiceField(label="主办科室", queryset=Unit.objects.none(), required=False, empty_label="全部")
    year = forms.IntegerField(label="收文年份", required=False, min_value=1949, max_value=2999)

    def __init__(self, data: Mapping[str, Any], *, organ: Organ) -> None:
        super().__init__(data)
        _units(self.fields["unit"], organ)

    def conditions(self) -> dict[str, Any]:
        """Keyword arguments of ``queries.papers.filtered``; a condition that makes no sense is left out."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        unit = data.get("unit")
        kept = {name: data.get(name) or "" for name in ("text", "state", "urgency", "light")}
        return kept | {"year": data.get("year"), "unit": unit.pk if unit else None}
