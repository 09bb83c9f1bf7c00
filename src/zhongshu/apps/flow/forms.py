"""The forms of the moves. A form knows which fields a move needs here and hands them to the action as arguments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.flow import store
from zhongshu.apps.flow.models import Work
from zhongshu.apps.flow.scenes import scene_for
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import Scene, candidates_for, return_targets
from zhongshu.lib.flow.moves.handling import decides
from zhongshu.lib.flow.procedure import Task
from zhongshu.lib.flow.vocabulary import ANYONE, SIGNING, Move, Position, ReturnMode, Verdict, WorkKind

PHRASES = (
    "同意。", "拟同意，请领导审定。", "已核，请审阅。", "已办理。", "请按程序办理。", "请修改后再报。", "已阅。",
)  # fmt: skip
Choices = Sequence[tuple[Any, str]]


@dataclass
class Desk:
    """What the forms of one work draw on: the flow as it is, the procedure, the people to choose from."""

    work: Work
    person: Person

    @cached_property
    def loaded(self) -> store.Loaded:
        return store.load(self.work.flow_id)

    @cached_property
    def scene(self) -> Scene:
        return scene_for(self.loaded.flow, self.person)

    @cached_property
    def task(self) -> Task:
        return self.scene.procedure.task(self.work.step.element)

    @cached_property
    def staff(self) -> QuerySet[Person]:
        """Colleagues of the organ and of the body it serves; administrators get no papers."""
        organ = self.loaded.flow.organ
        people = org.visible_to(self.person).filter(organ__in=[pk for pk in (organ.pk, organ.office_of_id) if pk])
        return people.filter(administrator__isnull=True).order_by("rank", "pk")

    @cached_property
    def colleagues(self) -> list[tuple[int, str]]:
        return [(person.pk, person.name) for person in self.staff if person.pk != self.person.pk]

    @cached_property
    def decides(self) -> bool:
        """Whether this work settles where the paper goes; an added signer before the holder only gives an opinion."""
        return decides(self.loaded.state, self.loaded.state.work(self.work.no))

    @cached_property
    def ahead(self) -> list[Task]:
        """The steps that may come next; none when the paper goes straight back to whoever returned it."""
        if self.work.step.back_to or self.task.countersign or not self.decides:
            return []
        return [self.scene.procedure.tasks[element] for element in self.scene.procedure.ahead(self.task.id)]

    def candidates(self, task: Task) -> list[tuple[int, str]]:
        if task.duty == ANYONE:
            return [(person.pk, person.name) for person in self.staff]
        found = candidates_for(self.loaded.state, self.scene, task)
        return [(pk, self.scene.roster.name(pk)) for pk in found]


class MoveForm(forms.Form):
    """A move's text and whatever the subclass adds. ``arguments`` is what the action is called with."""

    phrase = forms.ChoiceField(
        label="常用语", required=False, choices=[("", "（不用）"), *((p, p) for p in PHRASES)],
        help_text="意见栏空着时，用这里选的一句。",
    )  # fmt: skip
    text = forms.CharField(
        label="意见",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": "opinion"}),
    )
    text_label = "意见"
    text_needed = False
    phrases = False
    danger = False

    def __init__(self, desk: Desk, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{desk.work.pk}_%s")
        self.desk = desk
        self.fields["text"].label = self.text_label
        self.fields["text"].required = self.text_needed
        if not self.phrases:
            del self.fields["phrase"]
        self.add_fields()

    def add_fields(self) -> None:
        """Add what depends on the work."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and cleaned.get("phrase"):
            cleaned["text"] = cleaned["phrase"]
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return {"text": self.cleaned_data.get("text", "")}

    def people(self, pks: Iterable[Any]) -> list[Person]:
        wanted = [int(pk) for pk in pks if pk]
        found = Person.objects.in_bulk(wanted)
        return [found[pk] for pk in wanted if pk in found]


class PlainForm(MoveForm):
    """签收 阅毕 答复 补签 撤回 …: a text, or not even that."""


class BareForm(PlainForm):
    def add_fields(self) -> None:
        del self.fields["text"]

    def arguments(self) -> dict[str, Any]:
        return {}


class OnwardForm(MoveForm):
    """Fields for what lies ahead: what this step has to fill in, and who gets the paper next where that can be chosen."""

    def add_fields(self) -> None:
        variables = self.desk.scene.procedure.variables
        values = self.desk.scene.procedure.values(self.desk.loaded.state.variables)
        for name in self.desk.task.asks if self.desk.decides else ():
            self.fields[f"var_{name}"] = _variable_field(self.desk, variables[name], values[name])
        for task in self.desk.ahead:
            if task.countersign and task.countersign.each in self.desk.task.asks:
                continue
            choices = self.desk.candidates(task)
            if task.countersign and task.countersign.each:
                chosen = values[task.countersign.each]
                self.fields[f"next_{task.id}"] = _many(f"“{task.name}”由谁办理", choices, chosen)
            elif len(choices) > 1:
                self.fields[f"next_{task.id}"] = _one(f"“{task.name}”由谁办理", choices, needed=False)

    def onward(self) -> dict[str, Any]:
        holders, variables = {}, {}
        for name, value in self.cleaned_data.items():
            if name.startswith("next_") and value:
                holders[name.removeprefix("next_")] = self.people(value if isinstance(value, list) else [value])
            elif name.startswith("var_"):
                variables[name.removeprefix("var_")] = value
        return {"holders": holders, "variables": variables}


class SubmitForm(OnwardForm):
    phrases = True

    def add_fields(self) -> None:
        if self.desk.task.needs_opinion:
            choices = [(v.value, v.label) for v in (Verdict.AGREE, Verdict.INITIALLED)]
            self.fields["verdict"] = forms.ChoiceField(
                label="签署", choices=[*choices, ("", "只写意见")], required=False, initial=Verdict.AGREE.value,
                widget=forms.RadioSelect,
            )  # fmt: skip
        super().add_fields()

    def arguments(self) -> dict[str, Any]:
        verdict = Verdict(self.cleaned_data.get("verdict") or "none")
        return super().arguments() | self.onward() | {"verdict": verdict}


class CountersignForm(MoveForm):
    phrases = True
    verdicts = (Verdict.AGREE, Verdict.COMMENTS, Verdict.DISAGREE)
    verdict_label = "会签意见"

    def add_fields(self) -> None:
        choices = [(verdict.value, verdict.label) for verdict in self.verdicts]
        self.fields["verdict"] = forms.ChoiceField(label=self.verdict_label, choices=choices, widget=forms.RadioSelect)
        self.order_fields(["verdict", "phrase", "text"])

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"verdict": Verdict(self.cleaned_data["verdict"])}


class VoteForm(CountersignForm):
    verdicts = (Verdict.AGREE, Verdict.DISAGREE, Verdict.ABSTAIN)
    verdict_label = "表决"


class ReturnForm(MoveForm):
    text_label, text_needed = "退回理由", True

    def add_fields(self) -> None:
        state, procedure = self.desk.loaded.state, self.desk.scene.procedure
        targets = return_targets(state, procedure, state.work(self.desk.work.no))
        choices = [(step.element, procedure.label(step.element)) for step in reversed(targets)]
        self.fields["target"] = forms.ChoiceField(label="退回到", choices=choices)
        if self.desk.work.kind != WorkKind.DEFERRED:
            modes = [(mode.value, mode.label) for mode in ReturnMode]
            self.fields["mode"] = forms.ChoiceField(
                label="改好以后", choices=modes, initial=ReturnMode.REWALK.value, widget=forms.RadioSelect,
                help_text="重走：从退回的环节起逐环节再走一遍；直送：改好后直接回到我这里。",
            )  # fmt: skip
        self.order_fields(["target", "mode", "text"])

    def arguments(self) -> dict[str, Any]:
        mode = ReturnMode(self.cleaned_data.get("mode") or ReturnMode.REWALK.value)
        return super().arguments() | {"target": self.cleaned_data["target"], "mode": mode}


class AddSignerForm(MoveForm):
    text_label = "加签事由"

    def add_fields(self) -> None:
        mine = self.desk.person.pk in {self.desk.work.holder_id, self.desk.work.on_behalf_of_id}
        positions = [Position.BEFORE, Position.AFTER] if mine else []
        if self.desk.work.kind in SIGNING:
            positions.append(Position.PARALLEL)
        choices = [(position.value, position.label) for position in positions]
        self.fields["position"] = forms.ChoiceField(
            label="加在", choices=choices, initial=choices[0][0], widget=forms.RadioSelect
        )
        self.fields["people"] = _many("加签人员", self.desk.colleagues, (), needed=True)
        self.order_fields(["people", "position", "text"])

    def arguments(self) -> dict[str, Any]:
        people = self.people(self.cleaned_data["people"])
        return super().arguments() | {"people": people, "position": Position(self.cleaned_data["position"])}


class ToOneForm(MoveForm):
    """转办 委托 沟通."""

    text_label = "说明"
    to_label = "交给"

    def add_fields(self) -> None:
        self.fields["to"] = _one(self.to_label, [("", "请选择"), *self.desk.colleagues])
        self.order_fields(["to", "text"])

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"to": self.people([self.cleaned_data["to"]])[0]}


class AskForm(ToOneForm):
    text_label, text_needed, to_label = "要问的事", True, "询问"


class CirculateForm(MoveForm):
    text_label = "传阅说明"

    def add_fields(self) -> None:
        self.fields["people"] = _many("传阅人员", self.desk.colleagues, (), needed=True)
        self.fields["in_order"] = forms.BooleanField(label="按所列次序逐人传阅", required=False)
        self.order_fields(["people", "in_order", "text"])

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return super().arguments() | {"people": self.people(cleaned["people"]), "in_order": cleaned["in_order"]}


class PhoneForm(OnwardForm):
    text_label = "说明"

    def add_fields(self) -> None:
        del self.fields["text"]
        holder = self.desk.work.on_behalf_of or self.desk.work.holder
        self.fields["called_at"] = forms.DateTimeField(
            label="通话时间", initial=timezone.localtime().replace(second=0, microsecond=0),
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )  # fmt: skip
        self.fields["question"] = forms.CharField(label="请示的问题", widget=forms.Textarea(attrs={"rows": 2}))
        self.fields["answer"] = forms.CharField(label=f"{holder}答复的原话", widget=forms.Textarea(attrs={"rows": 2}))
        self.fields["witness"] = forms.CharField(label="在场人", required=False, max_length=60)
        super().add_fields()

    def arguments(self) -> dict[str, Any]:
        names = ("called_at", "question", "answer", "witness")
        return {name: self.cleaned_data[name] for name in names} | self.onward()


class JumpForm(MoveForm):
    text_label, text_needed, danger = "跳转理由", True, True

    def add_fields(self) -> None:
        choices = [(task.id, task.name) for task in self.desk.scene.procedure.tasks.values()]
        self.fields["target"] = forms.ChoiceField(label="跳转到", choices=choices)
        self.order_fields(["target", "text"])

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"target": self.cleaned_data["target"]}


def _with(
    label: str, *, needed: bool = False, danger: bool = False, base: type[MoveForm] = PlainForm
) -> type[MoveForm]:
    """A form that differs only in what its text is called."""
    return type(base.__name__, (base,), {"text_label": label, "text_needed": needed, "danger": danger})


FORMS: dict[Move, type[MoveForm]] = {
    Move.SIGN_FOR: BareForm,
    Move.SUBMIT: SubmitForm,
    Move.COUNTERSIGN: CountersignForm,
    Move.VOTE: VoteForm,
    Move.RETURN: ReturnForm,
    Move.WITHDRAW: _with("撤回说明"),
    Move.ADD_SIGNER: AddSignerForm,
    Move.REMOVE_SIGNER: _with("减签理由", needed=True),
    Move.HAND_ON: _with("转办说明", base=ToOneForm),
    Move.DELEGATE: _with("委托说明", base=ToOneForm),
    Move.CIRCULATE: CirculateForm,
    Move.MARK_READ: _with("阅签意见"),
    Move.CHASE: _with("催办内容"),
    Move.ASK: AskForm,
    Move.ANSWER: _with("答复", needed=True),
    Move.JUMP: JumpForm,
    Move.TERMINATE: _with("终止理由", needed=True, danger=True),
    Move.APPROVE_BY_PHONE: PhoneForm,
    Move.COUNTERSIGN_LATER: _with("补签意见"),
    Move.REFUSE_LATER: _with("不予补签的理由", needed=True, danger=True),
}


def _one(label: str, choices: Choices, *, needed: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=needed)


def _many(label: str, choices: Choices, initial: Any, *, needed: bool = False) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, coerce=int, required=needed, initial=list(initial),
        widget=forms.CheckboxSelectMultiple, empty_value=[],
    )  # fmt: skip


def _variable_field(desk: Desk, variable: Any, value: Any) -> forms.Field:
    """A field for one of the procedure's variables; a list is a list of people."""
    if variable.options:
        return forms.ChoiceField(label=variable.label, choices=variable.options, initial=value)
    match variable.type:
        case "list":
            return _many(variable.label, [(person.pk, person.name) for person in desk.staff], value)
        case "boolean":
            return forms.BooleanField(label=variable.label, required=False, initial=value)
        case "number":
            return forms.FloatField(label=variable.label, initial=value)
    return forms.CharField(label=variable.label, required=False, initial=value, max_length=300)


class ProcedureForm(forms.Form):
    """Uploading a procedure."""

    bpmn = forms.FileField(
        label="流程文件", help_text="由流程图编辑器导出的 .bpmn 文件，不超过 1 兆字节。",
        widget=forms.FileInput(attrs={"accept": ".bpmn,.xml"}),
    )  # fmt: skip
    tables = forms.FileField(
        label="决策表", required=False, help_text="流程用到决策表时一并上传（.json）；写法见流程文件说明。",
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )  # fmt: skip
    key = forms.SlugField(
        label="标识",
        required=False,
        max_length=60,
        help_text="留空用文件里的流程编号；与在用流程相同的，作为其新版本。",
    )


class CalendarDayForm(forms.Form):
    day = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}))
    is_workday = forms.TypedChoiceField(
        label="安排",
        choices=[("0", "放假"), ("1", "上班")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="说明", required=False, max_length=60)
