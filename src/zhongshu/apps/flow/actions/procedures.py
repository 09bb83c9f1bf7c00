"""Putting procedures in use, and the office's own holidays. Shipped procedures are found in every app's ``procedures/``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.flow.models import CalendarDay, Procedure
from zhongshu.apps.flow.scenes import forget_calendar
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Organ, Person
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.lib.flow import parse_procedure, read_tables
from zhongshu.lib.refusal import Refused

KEEPERS = (Administrator.Role.SYSTEM, Administrator.Role.SECURITY)


def shipped() -> dict[str, Path]:
    """The procedure files that come with the apps, by key; one file, one procedure, no list to keep."""
    folders = (Path(config.path) / "procedures" for config in apps.get_app_configs())
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.bpmn"))}


def put_in_use(
    *, actor: Actor, organ: Organ, bpmn: bytes, tables: Mapping[str, Any] | None = None, key: str = ""
) -> Procedure:
    """Check a procedure and make it the organ's version in use; flows under way finish on theirs.

    ``key``: what it is called; by default the id of its ``process`` element. Refused, with the element and the reason,
    when the engine cannot carry it out.
    """
    tables = dict(tables or {})
    definition = parse_procedure(bpmn, tables)
    key = key or definition.key
    summary = f"启用流程《{definition.name}》"
    with act(actor=actor, verb="flow.put_in_use", summary=summary) as this:
        _refuse_others(actor, organ)
        versions = Procedure.objects.select_for_update().filter(organ=organ, key=key)
        latest = versions.order_by("-version").first()
        text = bpmn.decode("utf-8-sig")
        digest = Procedure.digest_of(text, tables)
        if latest and latest.active and latest.digest == digest:
            raise Refused(f"《{latest.name}》第 {latest.version} 版与所上传的内容相同，无须更换。")
        versions.update(active=False)
        row = Procedure.objects.create(
            organ=organ, key=key, name=definition.name, version=latest.version + 1 if latest else 1, bpmn=text,
            tables=tables, digest=digest, made_by=actor if isinstance(actor, Person) else None,
        )  # fmt: skip
        this.about, this.data = row, {"key": key, "version": row.version, "digest": digest}
    return row


def _refuse_others(actor: Actor, organ: Organ) -> None:
    """Procedures are kept by the organ's system or security administrator; the system installs the shipped ones."""
    if not isinstance(actor, Person):
        return
    if actor.organ_id != organ.pk or org.administrator_role(actor) not in KEEPERS:
        raise Refused("流程由本机关的系统管理员或安全保密管理员维护。", basis="三员分立")


def install_procedures(*, actor: Actor, organ: Organ) -> list[Procedure]:
    """Put every shipped procedure the organ does not have yet in use."""
    present = set(Procedure.objects.filter(organ=organ).values_list("key", flat=True))
    return [_install(actor, organ, key, path) for key, path in shipped().items() if key not in present]


_IN_USE = PreparedObjects(
    lambda organ, key: Procedure.objects.defer("bpmn", "tables").filter(organ=organ, key=key, active=True)[:1], keys=2
)


def procedure_in_use(organ: Organ, key: str) -> Procedure:
    """The organ's procedure of this key; a shipped one is installed when it is first asked for."""
    found = _IN_USE.first(organ.pk, key)
    if found is not None:
        return found
    path = shipped().get(key)
    if path is None or Procedure.objects.filter(organ=organ, key=key).exists():
        raise Refused(f"{organ.name}没有在用的“{key}”流程。", remedy="请系统管理员先启用该流程。")
    return _install(SYSTEM, organ, key, path)


def _install(actor: Actor, organ: Organ, key: str, path: Path) -> Procedure:
    by = SYSTEM if isinstance(actor, Person) else actor
    beside = path.with_suffix(".tables.json")
    tables = read_tables(beside.read_bytes()) if beside.exists() else None
    return put_in_use(actor=by, organ=organ, bpmn=path.read_bytes(), key=key, tables=tables)


def set_calendar_day(*, actor: Person, day: date, is_workday: bool, note: str = "") -> CalendarDay:
    """Say that a day is worked, or not, whatever the published calendar says; by the system administrator."""
    word = "上班" if is_workday else "放假"
    with act(actor=actor, verb="flow.set_calendar_day", summary=f"{day:%Y年%m月%d日}{word}") as this:
        if not org.is_administrator(actor, Administrator.Role.SYSTEM):
            raise Refused("节假日安排由系统管理员维护。")
        row, _ = CalendarDay.objects.update_or_create(day=day, defaults={"is_workday": is_workday, "note": note})
        forget_calendar()
        this.about, this.data = row, {"day": day.isoformat(), "is_workday": is_workday}
    return row
