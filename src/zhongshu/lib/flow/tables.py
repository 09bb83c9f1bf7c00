"""Decision tables: rows of conditions and what follows from them, as plain data, checked when read.

    {"name": "督办归口", "hit": "first", "inputs": {"source": "text", "level": "number"},
     "rows": [{"when": "source == '政府全局' and level >= 2", "then": {"by": "督查室"}}, …],
     "otherwise": {"by": "对口科室"}}

``first``: the first row that holds. ``unique``: exactly one may hold. ``collect``: all that hold, in order.
Conditions compare a variable with constants only, so that the check below is exact: trying each constant, the
gaps between them and one value outside tells every case apart.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from math import prod
from typing import Any

from zhongshu.lib.flow.conditions import TYPES, Compare, Condition, Constant, Name, Value, Values, parse_condition, walk
from zhongshu.lib.refusal import Refused

HITS = {"first": "取首个相符", "unique": "只许一条相符", "collect": "汇总全部相符"}
LARGEST = 2**20
MOST_CASES = 20_000
LONGEST_LIST = 12
OTHER = "（其他）"
Outcome = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    when: Condition
    then: Outcome


@dataclass(frozen=True, slots=True)
class DecisionTable:
    name: str
    hit: str
    inputs: Mapping[str, str]
    rows: tuple[Row, ...]
    otherwise: Outcome | None

    def decide(self, values: Values) -> Outcome:
        """The outcome of a ``first`` or ``unique`` table; Refused when no row holds."""
        for row in self.rows:
            if row.when.holds(values):
                return row.then
        if self.otherwise is None:
            raise Refused(f"决策表“{self.name}”没有一条与当前情况相符。")
        return self.otherwise

    def collect(self, values: Values) -> tuple[Outcome, ...]:
        """Every outcome that holds, in the order of the rows."""
        found = tuple(row.then for row in self.rows if row.when.holds(values))
        return found or ((self.otherwise,) if self.otherwise is not None else ())


def read_tables(content: bytes) -> dict[str, dict[str, Any]]:
    """The tables in a JSON file, by name: ``{"督办归口": {"inputs": …, "rows": […]}}``; Refused when it is no such file."""
    if len(content) > LARGEST:
        raise Refused("决策表文件超过 1 兆字节。")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as bad:
        raise Refused("决策表文件不是有效的 JSON 文本。", remedy="请按《流程文件》中的样式写好再上传。") from bad
    if not isinstance(data, dict) or not all(isinstance(table, dict) for table in data.values()):
        raise Refused("决策表文件应当是“表名：表”的形式。", remedy="请按《流程文件》中的样式写好再上传。")
    return data


def parse_table(data: Mapping[str, Any]) -> DecisionTable:
    """Read and check one table; Refused naming the row when it is unreachable, overlaps or uses an unknown variable."""
    name = str(data.get("name") or "未命名")
    _refuse_misshapen(name, data)
    hit = str(data.get("hit", "first"))
    if hit not in HITS:
        raise Refused(f"决策表“{name}”的取用方式“{hit}”不认识。", remedy=f"可用：{'、'.join(HITS)}。")
    inputs = {str(key): str(kind) for key, kind in dict(data.get("inputs", {})).items()}
    for key, kind in inputs.items():
        if kind not in TYPES:
            raise Refused(f"决策表“{name}”的变量“{key}”类型“{kind}”不认识。")
    rows = tuple(_row(name, number, row, inputs) for number, row in enumerate(data.get("rows", ()), 1))
    if not rows:
        raise Refused(f"决策表“{name}”一条规则也没有。")
    table = DecisionTable(name, hit, inputs, rows, data.get("otherwise"))
    _check(table)
    return table


def _refuse_misshapen(name: str, data: Mapping[str, Any]) -> None:
    rows, otherwise = data.get("rows", []), data.get("otherwise")
    if not isinstance(data.get("inputs", {}), Mapping) or not isinstance(rows, list | tuple):
        raise Refused(f"决策表“{name}”的 inputs 应为“变量：类型”，rows 应为规则的列表。")
    if not (otherwise is None or isinstance(otherwise, Mapping)):
        raise Refused(f"决策表“{name}”的 otherwise 应为“结果：值”。")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping) or not isinstance(row.get("then", {}), Mapping):
            raise Refused(f"决策表“{name}”第 {number} 条应有条件 when 和结果 then。")


def _row(table: str, number: int, data: Mapping[str, Any], inputs: Mapping[str, str]) -> Row:
    where = f"决策表“{table}”第 {number} 条"
    then = data.get("then")
    if not then:
        raise Refused(f"{where}没有结果。")
    try:
        condition = parse_condition(str(data.get("when", "")), inputs)
    except Refused as no:
        raise Refused(f"{where}：{no.message}", remedy=no.remedy) from no
    for node in walk(condition.tree):
        if isinstance(node, Compare) and isinstance(node.left, Name) and isinstance(node.right, Name):
            raise Refused(f"{where}拿两个变量相比；决策表里变量只能与固定值比较。")
    return Row(condition, dict(then))


def _check(table: DecisionTable) -> None:
    reached: set[int] = set()
    shown: dict[tuple[bool, ...], None] = {}
    for case in _cases(table):
        held = [number for number, row in enumerate(table.rows, 1) if row.when.holds(case)]
        shown[tuple(row.when.holds(case) for row in table.rows)] = None
        if table.hit == "unique" and len(held) > 1:
            raise Refused(f"决策表“{table.name}”第 {held[0]} 条与第 {held[1]} 条重叠：{_in_words(case)}。")
        if not held and table.otherwise is None and table.hit != "collect":
            raise Refused(
                f"决策表“{table.name}”漏了一种情况：{_in_words(case)}。", remedy="请补一条规则，或写明“其余情况”。"
            )
        reached.update(held if table.hit == "collect" else held[:1])
    for number in range(1, len(table.rows) + 1):
        if number not in reached:
            raise Refused(f"决策表“{table.name}”第 {number} 条永远用不到。", remedy="请删去它，或调整先后次序。")
    if table.hit == "collect":
        _refuse_twins(table, list(shown))


def _refuse_twins(table: DecisionTable, shown: list[tuple[bool, ...]]) -> None:
    """In a collecting table two rows that hold together and say the same would count one result twice."""
    for first, second in ((a, b) for b in range(len(table.rows)) for a in range(b)):
        together = any(case[first] and case[second] for case in shown)
        if together and table.rows[first].then == table.rows[second].then:
            raise Refused(f"决策表“{table.name}”第 {first + 1} 条与第 {second + 1} 条重叠且结果相同。")


def _cases(table: DecisionTable) -> Iterator[dict[str, Value]]:
    samples = {name: _samples(table, name, kind) for name, kind in table.inputs.items()}
    if not 0 < prod(len(values) for values in samples.values()) <= MOST_CASES:
        raise Refused(f"决策表“{table.name}”的情况太多，无法逐一核对。", remedy="请拆成几张表。")
    for values in product(*samples.values()):
        yield dict(zip(samples, values, strict=True))


def _samples(table: DecisionTable, name: str, kind: str) -> list[Value]:
    constants = set(_constants(table, name))
    if kind == "boolean":
        return [True, False]
    if kind == "text":
        return [*sorted(str(value) for value in constants), OTHER]
    if kind == "number":
        numbers = sorted(float(value) for value in constants)  # type: ignore[arg-type]
        between = [(low + high) / 2 for low, high in pairwise(numbers)]
        outside = [numbers[0] - 1, numbers[-1] + 1] if numbers else [0.0]
        return [*numbers, *between, *outside]
    members = (*sorted(constants, key=str), OTHER)
    sizes = range(len(members) + 1) if len(members) <= LONGEST_LIST else ()
    return [subset for size in sizes for subset in combinations(members, size)]  # type: ignore[misc]


def _constants(table: DecisionTable, name: str) -> Iterator[object]:
    """What ``name`` is compared with anywhere in the table."""
    for row in table.rows:
        for node in walk(row.when.tree):
            if not isinstance(node, Compare):
                continue
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if side == Name(name) and isinstance(other, Constant):
                    yield from other.value if isinstance(other.value, tuple) else (other.value,)


def _in_words(case: Mapping[str, Value]) -> str:
    return "，".join(f"{name} 为 {value}" for name, value in case.items())
