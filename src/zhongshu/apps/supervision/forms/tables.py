"""The office's own tables as people fill them in."""

from typing import Any

from django import forms
from django.utils import timezone

from zhongshu.apps.org.models import Duty
from zhongshu.apps.supervision.actions.tables import LONGEST_RHYTHM
from zhongshu.apps.supervision.forms.fields import day_field
from zhongshu.apps.supervision.models import LadderTable, RhythmTable, RoutingTable, Source, SupervisedMatter

RULES = 10
_LEADERS = {"principal_leader": Duty.PRINCIPAL_LEADER.label, "deputy_leader": Duty.DEPUTY_LEADER.label, "": "没有领导"}


class TableForm(forms.Form):
    effective_on = day_field("生效日期", initial=timezone.localdate, help_text="今天或以后；此前的事项按原表计算")
    note = forms.CharField(label="依据", max_length=200, required=False)


class RhythmForm(TableForm):
    """How many workdays between two reports, urgency × importance."""

    def __init__(self, *args: Any, present: RhythmTable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for urgency in SupervisedMatter.Urgency:
            for importance in SupervisedMatter.Importance:
                pair = f"{urgency}:{importance}"
                self.fields[pair] = forms.IntegerField(
                    label=f"{urgency.label}、{importance.label}", min_value=1, max_value=LONGEST_RHYTHM,
                    initial=present.days[pair] if present else None,
                )  # fmt: skip

    def grid(self) -> list[tuple[str, list[Any]]]:
        """Rows of bound fields by urgency."""
        pairs = [(u.label, [self[f"{u}:{i}"] for i in SupervisedMatter.Importance]) for u in SupervisedMatter.Urgency]
        return [(str(label), fields) for label, fields in pairs]

    def days(self) -> dict[str, int]:
        return {name: value for name, value in self.cleaned_data.items() if ":" in name}


class LadderForm(TableForm):
    """Thresholds in workdays."""

    def __init__(self, *args: Any, present: LadderTable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LADDER:
            label = LadderTable.label_of(name)
            initial = getattr(present, name) if present else None
            if name == "superior_from":
                choices = [(1, "提醒"), (2, "催办函"), (3, "督办单")]
                self.fields[name] = forms.TypedChoiceField(label=label, coerce=int, choices=choices, initial=initial)
            else:
                self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=60, initial=initial)


LADDER = (
    "yellow_before",
    "silent_after",
    "remind_before",
    "letter_after",
    "order_after",
    "superior_from",
    "explain_after",
)


class RoutingForm(TableForm):
    """Rules from top to bottom, the first that holds decides: which source and whose order → 专职 or 专项."""

    otherwise = forms.ChoiceField(label="其余情况", choices=SupervisedMatter.Track.choices)

    def __init__(self, *args: Any, present: RoutingTable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = readable_rows(present)
        if present:
            self.fields["otherwise"].initial = present.content.get("otherwise", {}).get("track")
        for number in range(RULES):
            kinds, leader, track = rows[number] if number < len(rows) else ([], "any", "")
            self.fields[f"kinds{number}"] = forms.MultipleChoiceField(
                label=f"第 {number + 1} 条来源", choices=Source.Kind.choices, required=False, initial=kinds,
                widget=forms.SelectMultiple(attrs={"size": 3}),
            )  # fmt: skip
            self.fields[f"leader{number}"] = forms.ChoiceField(
                label=f"第 {number + 1} 条交办领导",
                choices=[("any", "不限"), *_LEADERS.items()],
                required=False,
                initial=leader,
            )
            self.fields[f"track{number}"] = forms.ChoiceField(
                label=f"第 {number + 1} 条归口",
                choices=[("", "（不用这一条）"), *SupervisedMatter.Track.choices],
                required=False,
                initial=track,
            )

    def grid(self) -> list[tuple[int, Any, Any, Any]]:
        return [(n + 1, self[f"kinds{n}"], self[f"leader{n}"], self[f"track{n}"]) for n in range(RULES)]

    def content(self) -> dict[str, Any]:
        """The decision table as the rules describe it."""
        given, rows = self.cleaned_data, []
        for number in range(RULES):
            if not given[f"track{number}"]:
                continue
            parts = []
            if given[f"kinds{number}"]:
                parts.append(f"source in [{', '.join(repr(kind) for kind in given[f'kinds{number}'])}]")
            if given[f"leader{number}"] not in ("any", None):
                parts.append(f"leader == {given[f'leader{number}']!r}")
            rows.append({"when": " and ".join(parts) or "true", "then": {"track": given[f"track{number}"]}})
        return {
            "name": "督办归口", "hit": "first", "inputs": {"source": "text", "leader": "text"}, "rows": rows,
            "otherwise": {"track": given["otherwise"]},
        }  # fmt: skip


def readable_rows(table: RoutingTable | None) -> list[tuple[list[str], str, str]]:
    """(kinds, leader, track) of each rule that this form could have made; others show as they stand in the history."""
    found = []
    for row in table.content["rows"] if table else []:
        kinds: list[str] = []
        leader = "any"
        for part in row["when"].split(" and "):
            if part.startswith("source in ["):
                kinds = [kind.strip(" '\"") for kind in part[len("source in [") : -1].split(",")]
            elif part.startswith("leader == "):
                leader = part.removeprefix("leader == ").strip("'\"")
        found.append((kinds, leader, row["then"]["track"]))
    return found


def rule_in_words(kinds: list[str], leader: str, track: str) -> str:
    """One rule as a sentence."""
    labels = dict(Source.Kind.choices)
    what = "、".join(str(labels.get(kind, kind)) for kind in kinds) or "不限来源"
    who = "" if leader == "any" else f"，{_LEADERS.get(leader, leader)}交办"
    return f"{what}{who} → {SupervisedMatter.Track(track).label}"
