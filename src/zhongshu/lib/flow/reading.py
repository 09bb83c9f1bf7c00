"""BPMN 2.0 XML → Procedure. Only the subset named in `SUBSET`; anything else is refused with its id and the reason."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhongshu.lib.flow.checking import check_procedure
from zhongshu.lib.flow.conditions import TYPES, Value, parse_condition
from zhongshu.lib.flow.procedure import Countersign, Link, Node, Procedure, Task, Timer, Variable
from zhongshu.lib.flow.tables import parse_table
from zhongshu.lib.flow.vocabulary import DUTIES, URGENCIES, Move, SignMode
from zhongshu.lib.refusal import Refused

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
ZS = "{urn:zhongshu:bpmn}"
LARGEST = 1024 * 1024
SUBSET = "开始、人工环节、排他网关、并行网关、多人会签、边界定时、结束"
REMEDY = f"本系统执行的流程只能由这些组成：{SUBSET}。"

_FLOW = {"startEvent", "userTask", "exclusiveGateway", "parallelGateway", "boundaryEvent", "endEvent", "sequenceFlow"}
_DRAWN_ONLY = {"documentation", "extensionElements", "textAnnotation", "association"}
_ARROWS = {"incoming", "outgoing", "documentation", "extensionElements"}
_DURATION = re.compile(r"P(?=[\dT])(\d{1,3}W)?(\d{1,3}D)?(T(?=\d)(\d{1,3}H)?(\d{1,3}M)?)?")
_ID = re.compile(r"[A-Za-z_][\w.-]{0,99}")
_THRESHOLD = re.compile(r"[1-9]\d?/[1-9]\d?|[1-9]\d?%|100%|[1-9]\d{0,2}")


def parse_procedure(xml: bytes, tables: Mapping[str, Mapping[str, Any]] | None = None) -> Procedure:
    """Read and check one procedure.

    ``tables``: decision tables by name (see `tables.parse_table`) that its variables may be computed by.
    Refused, naming the element, when the file is no BPMN, leaves the subset or could leave a paper stuck.
    """
    if len(xml) > LARGEST:
        raise Refused("流程文件超过 1 兆字节。")
    try:
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as bad:
        raise Refused("流程文件里有文档类型声明或实体定义，不予读取。") from bad
    except (ParseError, ValueError, LookupError) as bad:
        raise Refused(f"流程文件不是完整的 XML：{bad}。") from bad
    process = _only_process(root)
    read = {name: parse_table({"name": name, **data}) for name, data in (tables or {}).items()}
    procedure = _Reading(process, set(read)).procedure(read)
    return check_procedure(procedure)


def _only_process(root: Element) -> Element:
    if root.tag != f"{BPMN}definitions":
        raise Refused("这不是 BPMN 2.0 流程文件。", remedy="请上传由流程图编辑器导出的 .bpmn 文件。")
    for child in root:
        if child.tag != f"{BPMN}process" and not child.tag.startswith(DI):
            raise _outside(child)
    found = root.findall(f"{BPMN}process")
    if len(found) != 1:
        raise Refused(f"流程文件里应当恰有一个流程，现有 {len(found)} 个。")
    return found[0]


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def _who(element: Element) -> str:
    name, ident = element.get("name", ""), element.get("id", "")
    return f"“{name}”（{ident}）" if name else f"“{ident or _plain(element.tag)}”"


def _outside(element: Element) -> Refused:
    return Refused(f"{_who(element)}是 {_plain(element.tag)}，不在允许的范围内。", remedy=REMEDY)


class _Reading:
    """One pass over a ``process`` element."""

    def __init__(self, process: Element, tables: set[str]) -> None:
        self.process = process
        self.tables = tables
        self.seen: set[str] = set()
        self.variables = dict(self._variables())

    def procedure(self, tables: Mapping[str, Any]) -> Procedure:
        parts: dict[str, list[Element]] = {name: [] for name in _FLOW}
        for child in self.process:
            kind = _plain(child.tag)
            if child.tag.startswith(BPMN) and kind in _FLOW:
                self._claim(child)
                parts[kind].append(child)
            elif not (child.tag.startswith(BPMN) and kind in _DRAWN_ONLY):
                raise _outside(child)
        timers = self._timers(parts["boundaryEvent"])
        tasks = {task.id: task for task in (self._task(part, timers) for part in parts["userTask"])}
        self._outcomes(tasks)
        for host in timers:
            if host not in tasks:
                raise Refused(f"定时“{timers[host][0].id}”没有附在任何人工环节上。")
        return Procedure(
            key=self.process.get("id", ""),
            name=self.process.get("name", "") or self.process.get("id", ""),
            note=(self.process.findtext(f"{BPMN}documentation") or "").strip(),
            variables=self.variables,
            tasks=tasks,
            nodes={node.id: node for kind in _NODE_KINDS for node in map(self._node, parts[kind])},
            links=tuple(self._link(part) for part in parts["sequenceFlow"]),
            regions={},
            tables=tables,
        )

    def _claim(self, element: Element) -> None:
        ident = element.get("id", "")
        if not _ID.fullmatch(ident):
            raise Refused(f"{_who(element)}的编号不合要求。", remedy="编号由字母、数字、下划线组成，以字母开头。")
        if ident in self.seen:
            raise Refused(f"编号“{ident}”用了两次。")
        self.seen.add(ident)

    def _variables(self) -> Iterator[tuple[str, Variable]]:
        for item in self._extensions(self.process, {"variable"}):
            name, kind = item.get("name", ""), item.get("type", "text")
            if not re.fullmatch(r"[^\W\d]\w{0,49}", name) or kind not in TYPES:
                raise Refused(f"变量“{name}”的名称或类型“{kind}”不合要求。", remedy=f"类型可用：{'、'.join(TYPES)}。")
            table = item.get("table", "")
            if table and table not in self.tables:
                raise Refused(f"变量“{name}”用到没有提供的决策表“{table}”。")
            options = tuple((part.get("value", ""), part.get("label", "")) for part in item)
            yield name, Variable(name, kind, item.get("label") or name, _default(item, kind), options, table)

    def _extensions(self, element: Element, allowed: set[str]) -> Iterator[Element]:
        for box in element.findall(f"{BPMN}extensionElements"):
            for item in box:
                if not item.tag.startswith(ZS) or _plain(item.tag) not in allowed:
                    raise _outside(item)
                yield item

    def _timers(self, events: list[Element]) -> dict[str, tuple[Timer, ...]]:
        found: dict[str, tuple[Timer, ...]] = {}
        for event in events:
            clock = event.find(f"{BPMN}timerEventDefinition")
            after = event.findtext(f"{BPMN}timerEventDefinition/{BPMN}timeDuration", "").strip()
            _refuse_children(event, {*_ARROWS, "timerEventDefinition"})
            if clock is None or not _DURATION.fullmatch(after):
                raise Refused(f"{_who(event)}不是以时长（如 P3D）设定的边界定时。", remedy=REMEDY)
            leaves = event.get("cancelActivity", "true") == "true"
            action = event.get(f"{ZS}action", "goto" if leaves else "chase")
            if action not in ({"goto"} if leaves else {"chase", "escalate"}):
                raise Refused(
                    f"{_who(event)}的动作“{action}”不认识。",
                    remedy="可用：催办 chase、报上级 escalate，或转到别的环节。",
                )
            host = event.get("attachedToRef", "")
            timer = Timer(event.get("id", ""), event.get("name", ""), after, action)
            found[host] = (*found.get(host, ()), timer)
        return found

    def _task(self, element: Element, timers: Mapping[str, tuple[Timer, ...]]) -> Task:
        _refuse_children(element, {*_ARROWS, "multiInstanceLoopCharacteristics"})
        for key in element.attrib:
            if key.startswith(ZS) and _plain(key) not in _TASK_ATTRIBUTES:
                raise Refused(f"{_who(element)}有不认识的属性“{_plain(key)}”。")
        asks = tuple(element.get(f"{ZS}asks", "").split())
        for name in asks:
            if name not in self.variables:
                raise Refused(f"{_who(element)}要填未声明的变量“{name}”。")
        return Task(
            id=element.get("id", ""),
            name=element.get("name", "") or element.get("id", ""),
            duty=self._duty(element),
            unit=_one_of(element, "unit", {"", "starter"}),
            starter_holds=_one_of(element, "holder", {"", "starter"}) == "starter",
            limits=_limits(element),
            moves=_moves(element),
            exclude_phone=_flag(element, "excludePhone"),
            needs_opinion=_flag(element, "needsOpinion"),
            asks=asks,
            note=(element.findtext(f"{BPMN}documentation") or "").strip(),
            countersign=self._countersign(element),
            timers=timers.get(element.get("id", ""), ()),
        )

    def _duty(self, element: Element) -> str:
        duty = element.get(f"{ZS}duty", "").strip()
        if not duty:
            raise Refused(f"环节{_who(element)}没有写明由什么职责的人办理。", remedy="请填写职责（zs:duty）。")
        if not duty.startswith("$"):
            if duty not in DUTIES:
                raise Refused(f"环节{_who(element)}的职责“{duty}”不认识。", remedy=f"可用：{'、'.join(DUTIES)}。")
            return duty
        variable = self.variables.get(duty[1:])
        if variable is None or variable.type != "text":
            raise Refused(f"环节{_who(element)}的职责取自变量“{duty[1:]}”，但没有声明这样一个文字变量。")
        unknown = [value for value, _ in variable.options if value not in DUTIES]
        if unknown or not variable.options:
            raise Refused(f"变量“{variable.name}”用来选定职责，它的选项须全是职责名称。")
        return duty

    def _countersign(self, element: Element) -> Countersign | None:
        loop = element.find(f"{BPMN}multiInstanceLoopCharacteristics")
        if loop is None:
            return None
        if loop.get("isSequential", "false") != "false" or len(loop):
            raise Refused(f"环节{_who(element)}的多人设置只能是并行会签。")
        mode = loop.get(f"{ZS}mode", "all")
        threshold, each = loop.get(f"{ZS}threshold", ""), loop.get(f"{ZS}each", "")
        if mode not in set(SignMode):
            raise Refused(f"环节{_who(element)}的会签方式“{mode}”不认识。", remedy="可用：all、any、vote。")
        if (mode == "vote") != bool(threshold) or (threshold and not _threshold_fits(threshold)):
            raise Refused(
                f"环节{_who(element)}的票数“{threshold}”不合要求。", remedy="票签请写 2/3、50% 或票数；其他方式不写。"
            )
        if each and (each not in self.variables or self.variables[each].type != "list"):
            raise Refused(f"环节{_who(element)}的名单变量“{each}”没有声明为名单。")
        return Countersign(SignMode(mode), threshold, each)

    def _outcomes(self, tasks: Mapping[str, Task]) -> None:
        """A countersign leaves its result in variables of its own, so that gateways can ask for it."""
        for task in tasks.values():
            if task.countersign:
                self.variables[f"{task.id}_result"] = Variable(f"{task.id}_result", "text", f"{task.name}结果", "")
                for part, label in (("disagreed", "不同意人数"), ("silent", "未表态人数")):
                    name = f"{task.id}_{part}"
                    self.variables[name] = Variable(name, "number", f"{task.name}{label}", 0)

    def _node(self, element: Element) -> Node:
        _refuse_children(element, _ARROWS)
        ident, kind = element.get("id", ""), _plain(element.tag)
        if kind == "parallelGateway":
            arrows = self.process.findall(f"{BPMN}sequenceFlow")
            into = sum(arrow.get("targetRef") == ident for arrow in arrows)
            out = sum(arrow.get("sourceRef") == ident for arrow in arrows)
            if (into > 1) == (out > 1):
                raise Refused(f"并行网关{_who(element)}须要么分出几支，要么汇合几支。", remedy="既分又合的请拆成两个。")
            return Node(ident, element.get("name", ""), "split" if out > 1 else "join")
        return Node(ident, element.get("name", ""), _NODE_KINDS[kind], element.get("default", ""))

    def _link(self, element: Element) -> Link:
        _refuse_children(element, {*_DRAWN_ONLY, "conditionExpression"})
        text = element.findtext(f"{BPMN}conditionExpression")
        known = {name: variable.type for name, variable in self.variables.items()}
        try:
            condition = parse_condition(text, known) if text and text.strip() else None
        except Refused as no:
            raise Refused(f"流向{_who(element)}：{no.message}", remedy=no.remedy) from no
        return Link(
            element.get("id", ""),
            element.get("name", ""),
            element.get("sourceRef", ""),
            element.get("targetRef", ""),
            condition,
        )


_NODE_KINDS = {"startEvent": "start", "exclusiveGateway": "choice", "parallelGateway": "", "endEvent": "end"}
_TASK_ATTRIBUTES = {
    "duty", "unit", "holder", "limit", "limitUrgent", "limitExtraUrgent", "moves", "excludePhone", "needsOpinion", "asks",
}  # fmt: skip


def _refuse_children(element: Element, allowed: set[str]) -> None:
    for child in element:
        if not child.tag.startswith(BPMN) or _plain(child.tag) not in allowed:
            raise Refused(f"{_who(element)}里的 {_plain(child.tag)} 不在允许的范围内。", remedy=REMEDY)


def _flag(element: Element, name: str) -> bool:
    return _one_of(element, name, {"", "true", "false"}) == "true"


def _one_of(element: Element, name: str, allowed: set[str]) -> str:
    value = element.get(f"{ZS}{name}", "")
    if value not in allowed:
        raise Refused(
            f"{_who(element)}的 {name} 不能是“{value}”。", remedy=f"可用：{'、'.join(sorted(allowed - {''}))}。"
        )
    return value


def _limits(element: Element) -> dict[str, str]:
    names = dict(zip(URGENCIES, ("limit", "limitUrgent", "limitExtraUrgent"), strict=True))
    found = {urgency: element.get(f"{ZS}{name}", "") for urgency, name in names.items()}
    for text in found.values():
        if text and not _DURATION.fullmatch(text):
            raise Refused(
                f"环节{_who(element)}的时限“{text}”看不懂。", remedy="请写成 P3D（三个工作日）或 PT4H（四小时）。"
            )
    return {urgency: text for urgency, text in found.items() if text}


def _moves(element: Element) -> frozenset[Move] | None:
    words = element.get(f"{ZS}moves", "").split()
    unknown = [word for word in words if word not in set(Move)]
    if unknown:
        raise Refused(f"环节{_who(element)}允许的动作“{'、'.join(unknown)}”不认识。")
    return frozenset(Move(word) for word in words) if words else None


def _threshold_fits(text: str) -> bool:
    if not _THRESHOLD.fullmatch(text):
        return False
    top, _, bottom = text.partition("/")
    return not bottom or int(top) <= int(bottom)


def _default(item: Element, kind: str) -> Value:
    text = item.get("default", "")
    try:
        match kind:
            case "number":
                return float(text) if "." in text else int(text or 0)
            case "boolean":
                return {"": False, "false": False, "true": True}[text]
            case "list":
                return tuple(text.split())
    except (ValueError, KeyError):
        raise Refused(f"变量“{item.get('name')}”的初值“{text}”不合类型。") from None
    return text
