"""A procedure in sentences a director can read: who, within what time, where it goes, what may be skipped or done."""

import re

from zhongshu.lib.flow.conditions import Both, Compare, Constant, Name, Node, Not
from zhongshu.lib.flow.procedure import Link, Procedure, Task, Variable
from zhongshu.lib.flow.tables import HITS, Outcome
from zhongshu.lib.flow.vocabulary import DUTIES, URGENCIES, Move, SignMode

_OPTIONAL = (Move.RETURN, Move.WITHDRAW, Move.ADD_SIGNER, Move.HAND_ON, Move.DELEGATE, Move.CIRCULATE, Move.ASK)
_SIGNS = {"==": "为", "!=": "不为", "<": "小于", "<=": "不超过", ">": "大于", ">=": "不少于", "in": "属于"}


def sentences(procedure: Procedure) -> list[str]:
    """The whole procedure, one sentence or short paragraph a step, in the order a paper meets them."""
    lines = [f"《{procedure.name}》{f'：{procedure.note}' if procedure.note else '。'}"]
    first = _ways(procedure, procedure.start.id)
    lines.append(f"发起后{first}。")
    for number, element in enumerate(_in_order(procedure), 1):
        lines.append(f"{number}. {_step(procedure, procedure.tasks[element])}")
    lines += [_decided(procedure, variable) for variable in procedure.variables.values() if variable.table]
    return lines


def _decided(procedure: Procedure, variable: Variable) -> str:
    """What a decision table says about a variable: every row, then the rest."""
    table = procedure.tables[variable.table]
    words = {"True": "是", "False": "否", **dict(variable.options)}

    def result(outcome: Outcome) -> str:
        value = str(outcome[variable.name])
        return words.get(value, value)

    cases = [f"{condition_in_words(procedure, row.when.tree)}时为{result(row.then)}" for row in table.rows]
    rest = [f"其余情况为{result(table.otherwise)}"] if table.otherwise is not None else []
    return f"{variable.label}按决策表“{table.name}”（{HITS[table.hit]}）确定：{'；'.join(cases + rest)}。"


def duration_in_words(duration: str) -> str:
    """ "P3D" → "3 个工作日", "PT4H" → "4 小时"."""
    units = {"W": "周", "D": "个工作日", "H": "小时", "M": "分钟"}
    return "零".join(f"{count} {units[unit]}" for count, unit in re.findall(r"(\d+)([WDHM])", duration))


def condition_in_words(procedure: Procedure, node: Node) -> str:
    """A condition with the variables' labels and options instead of their names."""
    match node:
        case Name(name):
            variable = procedure.variables[name]
            return f"有{variable.label}" if variable.type == "list" else variable.label
        case Constant(value):
            return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
        case Not(Name(name)) if procedure.variables[name].type == "list":
            return f"没有{procedure.variables[name].label}"
        case Not(inner):
            return f"并非{condition_in_words(procedure, inner)}"
        case Both(every, parts):
            return ("且" if every else "或").join(condition_in_words(procedure, part) for part in parts)
        case Compare(sign, left, right):
            return f"{_term(procedure, left, right)}{_SIGNS[sign]}{_term(procedure, right, left)}"


def _term(procedure: Procedure, node: Node, other: Node) -> str:
    if isinstance(node, Name):
        return procedure.variables[node.name].label
    if isinstance(node, Constant) and isinstance(other, Name):
        options = dict(procedure.variables[other.name].options)
        results = {
            "agreed": "一致同意",
            "disagreed": "有不同意见",
            "passed": "通过",
            "rejected": "未通过",
            "timed_out": "逾期",
        }
        values = node.value if isinstance(node.value, tuple) else (node.value,)
        return "、".join(
            f"“{options.get(value) or results.get(value) or value}”" if isinstance(value, str) else str(value)
            for value in values
        )
    return condition_in_words(procedure, node)


def _in_order(procedure: Procedure) -> list[str]:
    """Tasks in the order they are met going forward from the start."""
    found: dict[str, None] = {}
    todo = list(procedure.ahead(procedure.start.id))
    while todo:
        element = todo.pop(0)
        if element not in found:
            found[element] = None
            todo.extend(procedure.ahead(element))
            for timer in procedure.tasks[element].timers:
                todo.extend(procedure.ahead(timer.id))
    return list(found)


def _step(procedure: Procedure, task: Task) -> str:
    parts = [f"{task.name}：由{_who(procedure, task)}{_how(task)}", _limit(task), f"办完后{_ways(procedure, task.id)}"]
    text = "；".join(part for part in parts if part) + "。"
    text += f"{task.note}。" if task.note else ""
    for timer in task.timers:
        text += f"满 {duration_in_words(timer.after)}未办，{_timer(procedure, timer.id, timer.action)}。"
    if task.needs_opinion:
        text += "须写明意见。"
    text += "不得先电话请示后补签。" if task.exclude_phone else "领导不在时可先电话请示后补签。"
    barred = [move.label for move in _OPTIONAL if task.moves is not None and move not in task.moves]
    return text + (f"本环节不得{'、'.join(barred)}。" if barred else "")


def _who(procedure: Procedure, task: Task) -> str:
    if task.starter_holds:
        return "发起人"
    unit = "本科室的" if task.unit == "starter" else ""
    if task.duty.startswith("$"):
        variable = procedure.variables[task.duty[1:]]
        return f"“{variable.label}”一项选定的{'、'.join(DUTIES[value] for value, _ in variable.options)}之一"
    if task.countersign and task.countersign.each:
        return f"“{procedure.variables[task.countersign.each].label}”名单上的人员"
    return unit + DUTIES[task.duty]


def _how(task: Task) -> str:
    if task.countersign is None:
        return "办理"
    match task.countersign.mode:
        case SignMode.ALL:
            return "同时会签，全部签署后继续"
        case SignMode.ANY:
            return "或签，一人签署即继续"
        case SignMode.VOTE:
            return f"票签，同意达到 {task.countersign.threshold} 即通过"


def _limit(task: Task) -> str:
    said = {urgency: duration_in_words(text) for urgency, text in task.limits.items()}
    usual = said.pop("normal", "")
    urgent = "，".join(f"{URGENCIES[urgency]} {words}" for urgency, words in said.items())
    return (f"限 {usual}" + (f"（{urgent}）" if urgent else "")) if usual else urgent and f"限{urgent}"


def _ways(procedure: Procedure, source: str) -> str:
    return "；".join(_way(procedure, link) for link in procedure.outgoing(source))


def _way(procedure: Procedure, link: Link) -> str:
    if link.target in procedure.tasks:
        return f"转“{procedure.label(link.target)}”"
    node, ways = procedure.nodes[link.target], procedure.outgoing(link.target)
    match node.kind:
        case "end":
            return "办结"
        case "split":
            return f"同时{'、'.join(_branches(procedure, node.id))}"
        case "join":
            return f"等各分支到齐，再{_way(procedure, ways[0])}"
    if len(ways) == 1:
        return _way(procedure, ways[0])
    said = [
        f"{condition_in_words(procedure, way.condition.tree)}的{_way(procedure, way)}" for way in ways if way.condition
    ]
    default = next(way for way in ways if way.id == node.default)
    return "，" + "；".join([*said, f"其余{_way(procedure, default)}"])


def _branches(procedure: Procedure, split: str) -> list[str]:
    """Where the branches of a split lead; a split right behind it is one fan with it."""
    found = []
    for way in procedure.outgoing(split):
        node = procedure.nodes.get(way.target)
        found += _branches(procedure, way.target) if node and node.kind == "split" else [_way(procedure, way)]
    return found


def _timer(procedure: Procedure, timer: str, action: str) -> str:
    words = {"chase": "自动催办持有人及其上级", "escalate": "报持有人的上级阅知"}
    return words.get(action) or _ways(procedure, timer)
