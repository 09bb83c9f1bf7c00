"""Forms of the pages of outgoing papers. They check what was typed; what may be done is decided by the acts."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.originals import office
from zhongshu.apps.outgoing.policy.fields import TEXTS, Fields
from zhongshu.apps.outgoing.queries.numbers import codes_of
from zhongshu.apps.outgoing.queries.routes import FACTS
from zhongshu.lib.document import Direction
from zhongshu.lib.document.kinds import KINDS, Family, of_family

URGENCIES = [("", "一般"), ("urgent", "加急"), ("extra_urgent", "特急")]
SECRECIES = [("", "公开"), ("internal", "内部"), ("confidential", "秘密"), ("secret", "机密"), ("top_secret", "绝密")]


def kind_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds in their families, the statutory ones first."""
    return [(family.label, [(kind.code, kind.name) for kind in of_family(family)]) for family in Family]


def fields_from(data: QueryDict) -> Fields:
    """The drafting form as it was sent, annexes as pairs; nothing is checked yet."""
    fields: Fields = {name: data.get(name, "") for name in TEXTS}
    names, texts = data.getlist("annex_name"), data.getlist("annex_text")
    texts += [""] * (len(names) - len(texts))
    fields["annexes"] = [list(pair) for pair in zip(names, texts, strict=False)]
    return fields


def revision_from(data: QueryDict) -> int:
    """The version the person started from; 0 when the form does not say."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() else 0


class DraftForm(forms.Form):
    """The elements of a paper. The body becomes an editor where there is script."""

    kind = forms.ChoiceField(label="文种", choices=kind_choices)
    issuer_code = forms.ChoiceField(label="发文机关代字", required=False)
    direction = forms.ChoiceField(label="行文方向", choices=[(item.value, item.label) for item in Direction])
    urgency = forms.ChoiceField(label="紧急程度", choices=URGENCIES, required=False)
    secrecy = forms.ChoiceField(label="密级", choices=SECRECIES, required=False)
    title = forms.CharField(
        label="标题", widget=forms.Textarea(attrs={"rows": 2}), help_text="发文机关、事由、文种；需要断行的地方可以回车"
    )
    byline = forms.CharField(label="署名", required=False, help_text="讲话稿、致辞等写作者或讲话人")
    addressees = forms.CharField(
        label="主送机关", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一个，或用逗号隔开"
    )
    body = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 24}))
    remark = forms.CharField(label="附注", required=False, help_text="如联系人和电话，不写括号")
    copy_to = forms.CharField(
        label="抄送机关", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一个，或用逗号隔开"
    )
    extra = forms.CharField(
        label="专有要素",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="纪要的出席、列席，简报的期号等，如“出席：张某、李某”",
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(row.code, f"{row.code}（{row.issuer.short_name}）") for row in codes_of(organ)]
        cast(forms.ChoiceField, self.fields["issuer_code"]).choices = [("", "不编文号"), *codes]


class StartForm(forms.Form):
    """What is needed to begin: everything else is in the template of the kind."""

    subject = forms.CharField(label="事由", max_length=120, help_text="如“做好防汛备汛工作”，会写进标题")
    issuer_code = forms.ChoiceField(label="发文机关代字", required=False)

    def __init__(self, *args: Any, organ: Organ, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statutory = KINDS[kind].family is Family.STATUTORY
        rows = list(codes_of(organ))
        # A letter is issued in the letter layout where the organ has a code for it.
        rows.sort(key=lambda row: (row.layout == "letter") != (kind == "letter"))
        choices = [(row.code, f"{row.code}（{row.issuer.name}）") for row in rows]
        cast(forms.ChoiceField, self.fields["issuer_code"]).choices = (
            choices if statutory else [("", "不编文号"), *choices]
        )
        self.fields["issuer_code"].required = statutory and bool(choices)


class ImportForm(forms.Form):
    """A file or pasted text."""

    upload = forms.FileField(
        label="文稿文件",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.md,.pdf,.doc,.wps,.rtf"}),
    )
    text = forms.CharField(label="或者粘贴全文", required=False, widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old = "DOC、WPS、RTF 也可以" if office() else "DOC、WPS 请先另存为 DOCX（本机没有安装 LibreOffice）"
        self.fields["upload"].help_text = f"DOCX、PDF、TXT 或 Markdown；{old}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("upload") and not (data.get("text") or "").strip():
            raise forms.ValidationError("请选择文件，或者粘贴文稿全文。")
        return data


class ReadForm(forms.Form):
    """What a person tells about an imported text besides its pieces."""

    kind = forms.ChoiceField(label="文种", choices=kind_choices)
    issuer_code = forms.ChoiceField(label="发文机关代字", required=False)
    direction = forms.ChoiceField(label="行文方向", choices=[(item.value, item.label) for item in Direction])

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(row.code, f"{row.code}（{row.issuer.short_name}）") for row in codes_of(organ)]
        cast(forms.ChoiceField, self.fields["issuer_code"]).choices = [("", "不编文号"), *codes]


class FilterForm(forms.Form):
    """Conditions of the list of papers."""

    text = forms.CharField(
        label="标题、文号、拟稿人", required=False, widget=forms.TextInput(attrs={"data-list-filter": ""})
    )
    state = forms.ChoiceField(label="状态", required=False)
    kind = forms.ChoiceField(label="文种", required=False)
    year = forms.IntegerField(label="年份", required=False, min_value=1949, max_value=2999)
    unit = forms.ModelChoiceField(label="科室", queryset=Unit.objects.none(), required=False, empty_label="全部")

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["state"]).choices = [("", "全部"), ("open", "未办结"), *Paper.State.choices]
        cast(forms.ChoiceField, self.fields["kind"]).choices = [
            ("", "全部"),
            *[(kind.code, kind.name) for kind in KINDS.values()],
        ]
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = Unit.objects.filter(
            organ=organ, dissolved_on__isnull=True
        )

    def conditions(self) -> dict[str, Any]:
        """Keyword arguments of ``queries.papers.filtered``; a condition that makes no sense is left out."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        unit = data.get("unit")
        return {
            "text": data.get("text") or "", "state": data.get("state") or "", "kind": data.get("kind") or "",
            "year": data.get("year"), "unit": unit.pk if unit else None,
        }  # fmt: skip


class RoutingForm(forms.Form):
    """What only a person can know about the paper's way."""

    skip_reason = forms.CharField(label="越级行文的理由", required=False, max_length=300, help_text="没有越级的不填")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in FACTS.items():
            self.fields[name] = forms.BooleanField(label=label, required=False)
        self.order_fields([*FACTS, "skip_reason"])


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class SignOffForm(forms.Form):
    """签发: opinion and full date."""

    opinion = forms.CharField(
        label="签发意见", required=False, initial="同意印发。", widget=forms.Textarea(attrs={"rows": 2})
    )
    on = forms.DateField(label="签发日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    initialled = forms.BooleanField(label="圈阅（视为同意）", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate(), "opinion": "同意印发。"})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("initialled") and not (data.get("opinion") or "").strip():
            self.add_error("opinion", "请写签发意见；只圈阅的，请勾选“圈阅”。")
        return data


class RecheckForm(forms.Form):
    """复核: passed, or back to the signatory."""

    result = forms.ChoiceField(
        label="复核结果", choices=[("pass", "复核无误，送编号"), ("back", "须作实质性修改，退原签发人复审")],
        widget=forms.RadioSelect, initial="pass",
    )  # fmt: skip
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("result") == "back" and not (data.get("note") or "").strip():
            self.add_error("note", "退回复审的，请写明需要修改什么。")
        return data


class OutcomeForm(forms.Form):
    """How a disagreement was settled."""

    outcome = forms.CharField(label="协商结果", widget=forms.Textarea(attrs={"rows": 3}))


class EscalateForm(forms.Form):
    """A leader's decision on a disagreement."""

    leader = forms.ModelChoiceField(label="裁定的领导", queryset=Person.objects.none())
    outcome = forms.CharField(label="裁定意见（照录原话）", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = Person.objects.none()
        for duty in (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER):
            for body in (organ.pk, organ.office_of_id):
                if body:
                    leaders = leaders | Person.objects.filter(pk__in=org.people_with_duty(body, duty).values("pk"))
        cast(forms.ModelChoiceField, self.fields["leader"]).queryset = leaders.distinct()


class ShareForm(forms.Form):
    """A colleague to draft with."""

    person = forms.ModelChoiceField(label="共同拟稿人", queryset=Person.objects.none())

    def __init__(self, *args: Any, organ: Organ, me: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(organ=organ, left_on__isnull=True, administrator__isnull=True).exclude(pk=me.pk)
        cast(forms.ModelChoiceField, self.fields["person"]).queryset = people.order_by("rank", "pk")
