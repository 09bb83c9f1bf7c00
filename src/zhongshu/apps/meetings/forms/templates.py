"""The office's own edition of a template."""

from typing import Any

from django import forms

from zhongshu.apps.meetings.forms.fields import text_field
from zhongshu.lib.meeting.kinds import KINDS
from zhongshu.lib.meeting.tasks import TASKS
from zhongshu.lib.meeting.template import HOLDERS, SCRIPT_PARTS, SEATINGS, Template, to_data


class TemplateForm(forms.Form):
    """Every part of a template; lists are written one a line."""

    name = forms.RegexField(
        r"[a-z][a-z_]{1,39}", label="标识", help_text="小写英文；不改就替换本机关的这一种，改了就另存为新的一种"
    )
    title = forms.CharField(label="会议种类", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=list(KINDS.items()))
    meeting_name = forms.CharField(label="会议名称的写法", max_length=200)
    minutes = forms.IntegerField(label="通常时长（分钟）", min_value=5, max_value=21600)
    seating = forms.ChoiceField(label="座位形式", choices=list(SEATINGS.items()))
    answer_days = forms.IntegerField(label="回执截止（会前几个工作日）", min_value=0, max_value=250)
    takes_items = forms.BooleanField(label="各单位可以提请议题", required=False)
    papers = text_field(
        "要写的文件", rows=3, required=False, help_text="一行一份；后面写“会前3天”“收回”，如：会议手册 会前3天"
    )
    parts = text_field("通常的议程", rows=4, required=False, help_text="一行一项：内容，分钟，由谁；休息写“休息，10”")
    notice = text_field("会议通知", rows=12)
    record = text_field("纪要开头", rows=5, required=False)

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        data = to_data(template)
        initial = {
            **{name: data[name] for name in ("title", "kind", "minutes", "seating", "takes_items", "notice", "record")},
            "name": template.key, "meeting_name": template.name, "answer_days": -template.answer_days,
            "papers": "\n".join(_paper_line(row) for row in data["papers"]),
            "parts": "\n".join(_part_line(row) for row in data["parts"]),
        }  # fmt: skip
        super().__init__(*args, **{"initial": initial, **kwargs})
        for part, label in SCRIPT_PARTS.items():
            self.fields[f"script_{part}"] = text_field(
                f"主持词：{label}", rows=4, required=False, initial=template.script.get(part, "")
            )
        for rule in template.tasks:
            self.fields[f"days_{rule.key}"] = forms.IntegerField(
                label=f"{TASKS[rule.key]}的工作日数", min_value=-250, max_value=250, initial=rule.days
            )
            self.fields[f"holder_{rule.key}"] = forms.ChoiceField(
                label=f"{TASKS[rule.key]}的负责人", choices=list(HOLDERS.items()), initial=rule.holder
            )
            self.fields[f"checks_{rule.key}"] = forms.CharField(
                label=f"{TASKS[rule.key]}的检查项", required=False, max_length=4000, initial="\n".join(rule.checks),
                widget=forms.Textarea(attrs={"rows": max(2, len(rule.checks))}),
            )  # fmt: skip
            self.fields[f"drop_{rule.key}"] = forms.CharField(
                label=f"通常不办{TASKS[rule.key]}的理由", required=False, max_length=200, initial=rule.drop
            )

    def task_rows(self) -> list[tuple[str, Any, Any, Any, Any]]:
        return [
            (label, self[f"days_{key}"], self[f"holder_{key}"], self[f"checks_{key}"], self[f"drop_{key}"])
            for key, label in TASKS.items()
        ]

    def content(self) -> dict[str, Any]:
        """The template's data, from a valid form."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("title", "kind", "minutes", "seating", "takes_items", "notice", "record")},
            "name": given["meeting_name"], "answer_days": -given["answer_days"],
            "papers": [_paper(line) for line in given["papers"].splitlines() if line.strip()],
            "parts": [_part(line) for line in given["parts"].splitlines() if line.strip()],
            "script": {part: given[f"script_{part}"] for part in SCRIPT_PARTS},
            "tasks": {
                key: {
                    "days": given[f"days_{key}"], "holder": given[f"holder_{key}"], "drop": given[f"drop_{key}"],
                    "checks": given[f"checks_{key}"].splitlines(),
                }
                for key in TASKS
            },
        }  # fmt: skip


def _paper_line(row: dict[str, Any]) -> str:
    return f"{row['title']} 会前{-row['days']}天{' 收回' if row['restricted'] else ''}"


def _paper(line: str) -> dict[str, Any]:
    words = line.split()
    days = next((word[2:-1] for word in words if word.startswith("会前") and word.endswith("天")), "2")
    title = " ".join(word for word in words if word != "收回" and not (word.startswith("会前") and word.endswith("天")))
    return {"title": title, "days": -int(days) if days.isdigit() else -2, "restricted": "收回" in words}


def _part_line(row: dict[str, Any]) -> str:
    return "，".join(part for part in (row["title"], str(row["minutes"]), row["speaker"]) if part)


def _part(line: str) -> dict[str, Any]:
    words = [word.strip() for word in line.replace(",", "，").split("，")]
    minutes = next((int(word) for word in words[1:] if word.isdigit() and len(word) < 5), 15)
    speaker = next((word for word in words[1:] if word and not word.isdigit()), "")
    return {"title": words[0], "minutes": minutes, "speaker": speaker, "rest": words[0] in ("休息", "茶歇", "午休")}
