"""Structure checks: a procedure that passes them cannot lose a branch or strand a paper."""

from collections.abc import Iterable
from dataclasses import replace

from zhongshu.lib.flow.procedure import Link, Procedure, Region, Variable
from zhongshu.lib.flow.vocabulary import ANYONE
from zhongshu.lib.refusal import Refused


def check_procedure(procedure: Procedure) -> Procedure:
    """The same procedure with its regions filled in; Refused naming the first element that is wrong."""
    _check_links(procedure)
    _check_starts_and_ends(procedure)
    for element in (*procedure.tasks, *procedure.nodes):
        _check_ways_out(procedure, element)
    _check_gateways(procedure)
    _check_reach(procedure)
    _check_turning_in_circles(procedure)
    _check_somebody_chooses(procedure)
    _check_tables(procedure)
    return replace(procedure, regions=_regions(procedure))


def _called(procedure: Procedure, element: str) -> str:
    name = procedure.label(element)
    return f"“{name}”（{element}）" if name != element else f"“{element}”"


def _timer_hosts(procedure: Procedure) -> dict[str, str]:
    return {timer.id: task.id for task in procedure.tasks.values() for timer in task.timers}


def _check_links(procedure: Procedure) -> None:
    elements = {*procedure.tasks, *procedure.nodes}
    timers = _timer_hosts(procedure)
    for link in procedure.links:
        if link.source not in elements | timers.keys() or link.target not in elements:
            raise Refused(f"流向“{link.id}”的一头没有接在环节上。")
        source = procedure.nodes.get(link.source)
        if link.condition and not (source and source.kind == "choice"):
            raise Refused(f"流向“{link.name or link.id}”写了条件，但不是从排他网关出发。")
    for task in procedure.tasks.values():
        for timer in task.timers:
            ways = len(procedure.outgoing(timer.id))
            if ways != (1 if timer.action == "goto" else 0):
                raise Refused(
                    f"定时“{timer.name or timer.id}”{'须恰有一个去向' if timer.action == 'goto' else '只提醒，不应有去向'}。"
                )


def _check_starts_and_ends(procedure: Procedure) -> None:
    starts = [node for node in procedure.nodes.values() if node.kind == "start"]
    if len(starts) != 1:
        raise Refused(f"流程应当恰有一个开始，现有 {len(starts)} 个。")
    if not any(node.kind == "end" for node in procedure.nodes.values()):
        raise Refused("流程没有结束。")
    for link in procedure.links:
        if link.target == starts[0].id:
            raise Refused(f"流向“{link.id}”指回了开始。")


def _check_ways_out(procedure: Procedure, element: str) -> None:
    ways = len(procedure.outgoing(element))
    node = procedure.nodes.get(element)
    if node and node.kind == "end":
        if ways:
            raise Refused(f"结束{_called(procedure, element)}后面还有去向。")
    elif not ways:
        raise Refused(f"{_called(procedure, element)}没有去向，公文到此会停住。")
    elif ways > 1 and (not node or node.kind not in {"choice", "split"}):
        raise Refused(f"{_called(procedure, element)}有 {ways} 个去向。", remedy="请用排他网关或并行网关分流。")


def _check_gateways(procedure: Procedure) -> None:
    for node in procedure.nodes.values():
        ways = procedure.outgoing(node.id)
        if node.kind != "choice" or len(ways) < 2:
            continue
        if node.default not in {link.id for link in ways}:
            raise Refused(f"排他网关{_called(procedure, node.id)}没有默认去向。", remedy="请设定都不符合时走哪一支。")
        for link in ways:
            if not link.condition and link.id != node.default:
                raise Refused(f"排他网关{_called(procedure, node.id)}的流向“{link.name or link.id}”没有条件。")
            if link.condition and link.id == node.default:
                raise Refused(f"排他网关{_called(procedure, node.id)}的默认流向“{link.name or link.id}”不应写条件。")


def _neighbours(procedure: Procedure) -> dict[str, set[str]]:
    """Element → elements directly after it; a boundary timer counts as leaving its host."""
    hosts = _timer_hosts(procedure)
    after: dict[str, set[str]] = {element: set() for element in (*procedure.tasks, *procedure.nodes)}
    for link in procedure.links:
        after[hosts.get(link.source, link.source)].add(link.target)
    return after


def _spread(begin: Iterable[str], after: dict[str, set[str]]) -> set[str]:
    seen, todo = set(begin), list(begin)
    while todo:
        for element in after.get(todo.pop(), ()):
            if element not in seen:
                seen.add(element)
                todo.append(element)
    return seen


def _check_reach(procedure: Procedure) -> None:
    after = _neighbours(procedure)
    reached = _spread([procedure.start.id], after)
    before: dict[str, set[str]] = {element: set() for element in after}
    for element, targets in after.items():
        for target in targets:
            before[target].add(element)
    finishing = _spread([node.id for node in procedure.nodes.values() if node.kind == "end"], before)
    for element in after:
        if element not in reached:
            raise Refused(f"{_called(procedure, element)}从开始走不到。")
        if element not in finishing:
            raise Refused(f"从{_called(procedure, element)}走不到结束。")


def _check_turning_in_circles(procedure: Procedure) -> None:
    """A loop without a task in it would turn for ever within one submit."""
    gateways = set(procedure.nodes)
    after = {element: targets & gateways for element, targets in _neighbours(procedure).items() if element in gateways}
    for element in gateways:
        if element in _spread(after[element], after):
            raise Refused(f"网关{_called(procedure, element)}绕回自身，中间没有任何环节。")


def _check_somebody_chooses(procedure: Procedure) -> None:
    """People named one by one must be named by whoever submits before: neither signers nor a timer can choose them."""
    cannot = {task.id: task.name for task in procedure.tasks.values() if task.countersign}
    cannot |= {timer.id: timer.name for task in procedure.tasks.values() for timer in task.timers}
    for source, name in cannot.items():
        for element in procedure.ahead(source):
            if procedure.tasks[element].duty == ANYONE:
                raise Refused(
                    f"{_called(procedure, element)}由指定人员办理，而它前面的“{name or source}”没有人能指定。",
                    remedy="请写明职责，或在前面加一个由一人办理的环节。",
                )


def _regions(procedure: Procedure) -> dict[str, Region]:
    """Which parallel branches each element lies in; Refused when splits and joins do not nest."""
    hosts = _timer_hosts(procedure)
    found: dict[str, Region] = {procedure.start.id: ()}
    arrived: dict[str, set[Region]] = {node.id: set() for node in procedure.nodes.values() if node.kind == "join"}
    todo = [procedure.start.id]
    leaving: dict[str, list[Link]] = {}
    for link in procedure.links:
        leaving.setdefault(hosts.get(link.source, link.source), []).append(link)
    while todo:
        element = todo.pop()
        split = element in procedure.nodes and procedure.nodes[element].kind == "split"
        for branch, link in enumerate(leaving.get(element, ())):
            region = (*found[element], (element, branch)) if split else found[element]
            if link.target in arrived:
                arrived[link.target].add(region)
                region = _after_join(procedure, link.target, arrived[link.target])
                if region == _UNFINISHED:
                    continue
            if link.target not in found:
                found[link.target] = region
                todo.append(link.target)
            elif found[link.target] != region:
                raise Refused(f"{_called(procedure, link.target)}处并行分支与汇合不配对。")
    _check_joins_finished(procedure, found)
    return found


_UNFINISHED: Region = (("", -1),)


def _after_join(procedure: Procedure, join: str, arrived: set[Region]) -> Region:
    """The region behind a join once every branch of its split has arrived there."""
    if any(not region for region in arrived) or len({(region[:-1], region[-1][0]) for region in arrived}) != 1:
        raise Refused(f"并行网关{_called(procedure, join)}汇合的不是同一处分出的几支。")
    one = next(iter(arrived))
    branches = {region[-1][1] for region in arrived}
    if len(branches) < len(procedure.outgoing(one[-1][0])):
        return _UNFINISHED
    return one[:-1]


def _check_joins_finished(procedure: Procedure, found: dict[str, Region]) -> None:
    for element in (*procedure.tasks, *procedure.nodes):
        node = procedure.nodes.get(element)
        if node and node.kind == "end" and found.get(element):
            raise Refused(f"结束{_called(procedure, element)}落在并行分支之内，别的分支会被丢下。")
    for node in procedure.nodes.values():
        if node.kind == "join" and node.id not in found:
            raise Refused(f"并行网关{_called(procedure, node.id)}等不齐全部分支。")


def _check_tables(procedure: Procedure) -> None:
    """A variable computed by a table has a value of its type in every case, from what the procedure knows."""
    for variable in procedure.variables.values():
        if not variable.table:
            continue
        table = procedure.tables[variable.table]
        if table.hit == "collect":
            raise Refused(f"变量“{variable.label}”要一个结果，决策表“{table.name}”却汇总多个。")
        for name, kind in table.inputs.items():
            known = procedure.variables.get(name)
            if known is None or known.type != kind or known.table:
                raise Refused(f"决策表“{table.name}”用到的“{name}”不是本流程填写的变量，或类型不同。")
        outcomes = [row.then for row in table.rows] + ([table.otherwise] if table.otherwise is not None else [])
        if not all(_is(outcome.get(variable.name), variable) for outcome in outcomes):
            raise Refused(
                f"决策表“{table.name}”不是每条都给出“{variable.name}”，或者值不合变量“{variable.label}”的类型。"
            )


def _is(value: object, variable: Variable) -> bool:
    """Whether a value is of the variable's type and, where it has choices, one of them."""
    match variable.type:
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "text":
            return isinstance(value, str) and (not variable.options or value in dict(variable.options))
    return False
