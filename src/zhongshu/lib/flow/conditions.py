"""Conditions on sequence flows and in decision tables: a small grammar of their own, never Python.

    condition  = or
    or         = and {"or" and}
    and        = not {"and" not}
    not        = "not" not | comparison
    comparison = value [("==" | "!=" | "<" | "<=" | ">" | ">=") value | ["not"] "in" value]
    value      = number | 'text' | "text" | true | false | name | "[" [value {"," value}] "]" | "(" condition ")"

A name is a declared variable. A list alone is true when it is not empty. Everything is type-checked when it is read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from zhongshu.lib.refusal import Refused

Value: TypeAlias = "int | float | str | bool | tuple[int | float | str, ...] | list[int | float | str]"
Values: TypeAlias = Mapping[str, Value]
TYPES = {"number": "数", "text": "文字", "boolean": "是否", "list": "名单"}
LONGEST = 1000
DEEPEST = 30

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[^\W\d]\w*)|(?P<sign>==|!=|<=|>=|[<>()\[\],]))"
)
_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}
_WORDS = frozenset({"and", "or", "not", "in", "true", "false"})


@dataclass(frozen=True, slots=True)
class Constant:
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    inner: "Node"


@dataclass(frozen=True, slots=True)
class Both:
    """``and`` when ``every``, else ``or``."""

    every: bool
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Compare:
    sign: str
    left: "Node"
    right: "Node"


Node: TypeAlias = Constant | Name | Not | Both | Compare


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition: its text as written and its tree."""

    text: str
    tree: Node

    def holds(self, values: Values) -> bool:
        """Whether it is true for ``values``; Refused when a variable has no value."""
        return bool(_evaluate(self.tree, values))

    def names(self) -> frozenset[str]:
        return frozenset(node.name for node in walk(self.tree) if isinstance(node, Name))


def parse_condition(text: str, variables: Mapping[str, str]) -> Condition:
    """Read ``text``; ``variables`` maps each declared name to one of TYPES. Refused in words when it is not valid."""
    if len(text) > LONGEST:
        raise Refused(f"条件过长（{len(text)} 字），最多 {LONGEST} 字。")
    reader = _Reader(text, list(_tokens(text)))
    tree = reader.either(0)
    if reader.here < len(reader.tokens):
        raise Refused(f"条件“{text}”在“{reader.tokens[reader.here][1]}”处看不懂。")
    kind = _type_of(tree, variables, text)
    if kind not in {"boolean", "list"}:
        raise Refused(f"条件“{text}”的结果是{TYPES[kind]}，不是“是”或“否”。")
    return Condition(text.strip(), tree)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    match node:
        case Not(inner):
            yield from walk(inner)
        case Both(_, parts):
            for part in parts:
                yield from walk(part)
        case Compare(_, left, right):
            yield from walk(left)
            yield from walk(right)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found:
            raise Refused(
                f"条件“{text}”中“{text[at:].strip()[:10]}”不在允许的写法内。",
                remedy="只可使用变量名、数、引号内的文字、== != < <= > >= in and or not 和括号。",
            )
        at = found.end()
        yield str(found.lastgroup), found.group(str(found.lastgroup))


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str, tokens: list[tuple[str, str]]) -> None:
        self.text, self.tokens, self.here = text, tokens, 0

    def peek(self, *words: str) -> bool:
        if self.here >= len(self.tokens):
            return False
        kind, word = self.tokens[self.here]
        return kind in {"name", "sign"} and word in words

    def take(self, *words: str) -> bool:
        found = self.peek(*words)
        self.here += found
        return found

    def either(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise Refused(f"条件“{self.text}”的括号套得太深。")
        parts = [self.both(depth)]
        while self.take("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Both(False, tuple(parts))

    def both(self, depth: int) -> Node:
        parts = [self.negation(depth)]
        while self.take("and"):
            parts.append(self.negation(depth))
        return parts[0] if len(parts) == 1 else Both(True, tuple(parts))

    def negation(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise Refused(f"条件“{self.text}”套得太深。")
        return Not(self.negation(depth + 1)) if self.take("not") else self.comparison(depth)

    def comparison(self, depth: int) -> Node:
        left = self.value(depth)
        for sign in _COMPARE:
            if self.take(sign):
                return Compare(sign, left, self.value(depth))
        if self.take("in"):
            return Compare("in", left, self.value(depth))
        if self.peek("not") and self.tokens[self.here + 1 : self.here + 2] == [("name", "in")]:
            self.here += 2
            return Not(Compare("in", left, self.value(depth)))
        return left

    def value(self, depth: int) -> Node:
        if self.take("("):
            inner = self.either(depth + 1)
            self.expect(")")
            return inner
        if self.take("["):
            return self.list_()
        if self.here >= len(self.tokens):
            raise Refused(f"条件“{self.text}”没有写完。")
        kind, word = self.tokens[self.here]
        self.here += 1
        if kind == "number":
            return Constant(float(word) if "." in word else int(word))
        if kind == "text":
            return Constant(word[1:-1])
        if word in {"true", "false"}:
            return Constant(word == "true")
        if kind == "name" and word not in _WORDS:
            return Name(word)
        raise Refused(f"条件“{self.text}”在“{word}”处看不懂。")

    def list_(self) -> Node:
        items: list[int | float | str] = []
        while not self.take("]"):
            if items:
                self.expect(",")
            item = self.value(DEEPEST)
            if not isinstance(item, Constant) or isinstance(item.value, bool | tuple | list):
                raise Refused(f"条件“{self.text}”的名单里只能写数或文字。")
            items.append(item.value)
        return Constant(tuple(items))

    def expect(self, word: str) -> None:
        if not self.take(word):
            raise Refused(f"条件“{self.text}”缺少“{word}”。")


def _type_of(node: Node, variables: Mapping[str, str], text: str) -> str:
    match node:
        case Constant(value):
            return type_of_value(value)
        case Name(name):
            if name not in variables:
                raise Refused(f"条件“{text}”用到未声明的变量“{name}”。", remedy="请在流程中声明该变量，或改正名称。")
            return variables[name]
        case Not(inner):
            _truth(_type_of(inner, variables, text), text)
        case Both(_, parts):
            for part in parts:
                _truth(_type_of(part, variables, text), text)
        case Compare(sign, left, right):
            _comparable(sign, _type_of(left, variables, text), _type_of(right, variables, text), text)
    return "boolean"


def _truth(kind: str, text: str) -> None:
    if kind not in {"boolean", "list"}:
        raise Refused(f"条件“{text}”把{TYPES[kind]}当作“是否”使用。")


def _comparable(sign: str, left: str, right: str, text: str) -> None:
    if sign == "in":
        if right != "list" or left not in {"number", "text"}:
            raise Refused(f"条件“{text}”中 in 的左边应是数或文字、右边应是名单。")
    elif left != right or left == "list":
        raise Refused(f"条件“{text}”拿{TYPES[left]}与{TYPES[right]}比较。")
    elif sign not in {"==", "!="} and left != "number":
        raise Refused(f"条件“{text}”中只有数才能比大小。")


def people_in(value: Value) -> list[int]:
    """The people on a list variable, as numbers; Refused when something else stands on it."""
    if not isinstance(value, tuple | list) or any(
        isinstance(item, bool) or not isinstance(item, int) for item in value
    ):
        raise Refused("名单里有的不是人员。")
    return [item for item in value if isinstance(item, int)]


def type_of_value(value: object) -> str:
    """The type name of a plain value; Refused when it is of no known type."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, tuple | list):
        return "list"
    raise Refused(f"不认识的取值：{value!r}")


def _evaluate(node: Node, values: Values) -> Value:
    match node:
        case Constant(value):
            return value
        case Name(name):
            if name not in values:
                raise Refused(f"变量“{name}”还没有取值，无法判断流转方向。")
            return values[name]
        case Not(inner):
            return not _evaluate(inner, values)
        case Both(every, parts):
            answers = (bool(_evaluate(part, values)) for part in parts)
            return all(answers) if every else any(answers)
        case Compare("in", left, right):
            return _evaluate(left, values) in _evaluate(right, values)  # type: ignore[operator]
        case Compare(sign, left, right):
            return _COMPARE[sign](_evaluate(left, values), _evaluate(right, values))
