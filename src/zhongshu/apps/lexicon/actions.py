"""Every change of an organ's 校对库."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.lexicon.queries import keeps
from zhongshu.apps.org.models import Person
from zhongshu.lib.proofread import EntryKind, Gate, Level, base, rule_card
from zhongshu.lib.refusal import Refused

FIELDS = ("name", "value", "detail", "since", "until", "reason", "basis")


def add_entry(*, actor: Person, kind: str, **fields: Any) -> Entry:
    """One new entry of the actor's organ."""
    with act(actor=actor, verb="lexicon.add_entry") as this:
        _refuse_not_keeper(actor)
        plain = _plain(kind, fields)
        _refuse_twice(actor, plain)
        entry = Entry.objects.create(organ=actor.organ, changed_by=actor, **_columns(plain))
        this.about, this.summary = entry, f"校对库加入{_told(entry)}"
        this.data = {"kind": kind, "name": plain.name, "value": plain.value}
    return entry


def change_entry(*, actor: Person, entry: Entry, **fields: Any) -> Entry:
    """An entry put right; what it was stays in the audit record."""
    with act(actor=actor, verb="lexicon.change_entry", about=entry) as this:
        entry = _own(actor, entry)
        before = entry.plain
        plain = _plain(entry.kind, fields)
        _refuse_twice(actor, plain, but=entry)
        for name, value in _columns(plain).items():
            setattr(entry, name, value)
        entry.changed_by = actor
        entry.save()
        this.summary = f"校对库修改{_told(entry)}"
        this.data = {"before": [before.name, before.value], "after": [plain.name, plain.value]}
    return entry


def retire_entry(*, actor: Person, entry: Entry, reason: str) -> Entry:
    """停用: the proofreader no longer reads it."""
    with act(actor=actor, verb="lexicon.retire_entry", about=entry) as this:
        entry = _own(actor, entry)
        if not reason.strip():
            raise Refused("请写明停用的理由。")
        entry.retired_at, entry.changed_by = timezone.now(), actor
        entry.save()
        this.summary, this.data = f"校对库停用{_told(entry)}：{reason.strip()}", {"reason": reason.strip()[:300]}
    return entry


def import_entries(*, actor: Person, entries: Sequence[base.Entry]) -> tuple[int, int]:
    """Add many at once, all or none: (added, passed over because they are there)."""
    with act(actor=actor, verb="lexicon.import_entries") as this:
        _refuse_not_keeper(actor)
        known = {_key(row.plain) for row in Entry.objects.filter(organ=actor.organ, retired_at__isnull=True)}
        fresh = {_key(entry): entry for entry in entries if _key(entry) not in known}
        for entry in fresh.values():
            _refuse_hushed_politics(entry)
        rows = [Entry(organ=actor.organ, changed_by=actor, **_columns(entry)) for entry in fresh.values()]
        Entry.objects.bulk_create(rows)
        added, passed = len(rows), len(entries) - len(rows)
        this.summary, this.data = f"校对库导入{added}条", {"added": added, "passed": passed}
    return added, passed


def ignore_always(*, actor: Person, rule: str, text: str, reason: str) -> Entry:
    """本机关不再提示: this rule no longer speaks of these words in the actor's organ."""
    return add_entry(actor=actor, kind=EntryKind.IGNORED.value, name=text, value=rule, reason=reason)


def _plain(kind: str, fields: dict[str, Any]) -> base.Entry:
    given = {
        name: fields[name].strip() if isinstance(fields[name], str) else fields[name]
        for name in FIELDS
        if fields.get(name)
    }
    entry = base.Entry(EntryKind(kind), **given)
    faults = entry.faults()
    if faults:
        raise Refused(f"这一条还不能用：{'；'.join(faults)}。", remedy="请补齐后再保存，您填的内容没有丢。")
    for name, most in (("name", 200), ("value", 500), ("detail", 100), ("reason", 300), ("basis", 200)):
        if len(getattr(entry, name)) > most:
            raise Refused(
                f"一项内容最多{most}个字，您填的有{len(getattr(entry, name))}个字。", remedy="请缩短后再保存。"
            )
    _refuse_hushed_politics(entry)
    return entry


def _refuse_hushed_politics(entry: base.Entry) -> None:
    """What must be right in politics cannot be hushed up for a whole office."""
    if entry.kind is not EntryKind.IGNORED:
        return
    try:
        card = rule_card(entry.value)
    except KeyError:
        return
    if card.gate is Gate.POLITICS and card.level is Level.MUST:
        raise Refused(
            f"“{card.title}”是政治关“必须改”的规则，不能在全机关免查。",
            remedy="个别稿件确有理由的，请在该稿上写明理由不采纳。",
        )


def _told(entry: Entry) -> str:
    """As the audit record names it: what stands in 《》 is covered for the auditor, who is not told the office's words."""
    return f"{entry.get_kind_display()}《{entry.name}》"


def _columns(entry: base.Entry) -> dict[str, Any]:
    return {"kind": entry.kind.value, **{name: getattr(entry, name) for name in FIELDS}}


def _key(entry: base.Entry) -> tuple[str, str, str, str]:
    return entry.kind.value, entry.name, entry.value, entry.detail


def _refuse_twice(actor: Person, entry: base.Entry, but: Entry | None = None) -> None:
    kind, name, value, detail = _key(entry)
    same = Entry.objects.filter(
        organ=actor.organ, kind=kind, name=name, value=value, detail=detail, retired_at__isnull=True
    )
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refused(f"校对库里已经有这一条：{entry.kind.label}“{name}”。", remedy="请修改原来的那一条。")


def _own(actor: Person, entry: Entry) -> Entry:
    _refuse_not_keeper(actor)
    if entry.organ_id != actor.organ_id:
        raise Refused("这一条不是本机关的，不能改动。")
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.retired_at:
        raise Refused("这一条已经停用。", remedy="需要恢复的，请重新加入。")
    return entry


def _refuse_not_keeper(actor: Person) -> None:
    if not keeps(actor):
        raise Refused("校对库由办公室负责人和核稿人维护，您的岗位没有这项职责。", remedy="请把要改的内容告诉核稿人。")
