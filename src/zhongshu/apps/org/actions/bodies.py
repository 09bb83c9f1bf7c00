"""Organs, units and issuer codes."""

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org.actions.guards import only_administrator
from zhongshu.apps.org.models import Administrator, IssuerCode, Organ, Unit
from zhongshu.lib.refusal import Refused

SYSTEM_ADMINISTRATOR = Administrator.Role.SYSTEM


def add_organ(
    *,
    actor: Actor,
    name: str,
    short_name: str,
    level: int,
    system: str,
    superior: Organ | None = None,
    office_of: Organ | None = None,
    may_issue: bool = True,
    position: int = 0,
) -> Organ:
    """Set up an organ on this server. Refused when the name is taken or the superior ranks below it."""
    with act(actor=actor, verb="org.add_organ", summary=f"设立机关 {name}") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if Organ.objects.filter(name=name).exists():
            raise Refused(f"已有名为“{name}”的机关。", remedy="请核对名称。")
        if superior is not None and superior.level > level:
            raise Refused(f"“{superior}”的层级低于“{name}”，不能作为它的上级。", remedy="请重新选择直接上级。")
        organ = Organ.objects.create(
            name=name,
            short_name=short_name,
            level=level,
            system=system,
            superior=superior,
            office_of=office_of,
            may_issue=may_issue,
            position=position,
        )
        this.about = organ
    return organ


def add_unit(
    *, actor: Actor, organ: Organ, name: str, parent: Unit | None = None, is_office: bool = False, position: int = 0
) -> Unit:
    """Set up a unit inside an organ. Refused when the name is taken there."""
    with act(actor=actor, verb="org.add_unit", summary=f"设立 {organ.short_name} {name}") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if Unit.objects.filter(organ=organ, name=name).exists():
            raise Refused(f"{organ.short_name}已有“{name}”。", remedy="请核对名称。")
        unit = Unit.objects.create(organ=organ, name=name, parent=parent, is_office=is_office, position=position)
        this.about = unit
    return unit


def add_issuer_code(
    *, actor: Actor, organ: Organ, code: str, issuer: Organ | None = None, name: str = "", layout: str = "document"
) -> IssuerCode:
    """Open a number series. Refused when any organ on the server already uses the code."""
    with act(actor=actor, verb="org.add_issuer_code", summary=f"启用机关代字 {code}") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if IssuerCode.objects.filter(code=code).exists():
            raise Refused(f"机关代字“{code}”已被使用。", remedy="请换一个代字；同一代字只能有一个编号序列。")
        row = IssuerCode.objects.create(organ=organ, issuer=issuer or organ, code=code, name=name, layout=layout)
        this.about = row
    return row
