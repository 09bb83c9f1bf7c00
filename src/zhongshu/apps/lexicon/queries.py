"""Whose entries one may see and keep, and the pack the proofreader is given."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person
from zhongshu.lib.proofread import Base, Pack, RuleError, read_pack
from zhongshu.lib.refusal import Refused

#: Who answers for the words of an office.
KEEPERS = (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.VETTER)


def visible_to(person: Person | None) -> QuerySet[Entry]:
    """Entries of the person's own organ. The three administrators keep the server, not the words."""
    if person is None or org.administrator_role(person):
        return Entry.objects.none()
    return Entry.objects.filter(organ=person.organ_id).select_related("changed_by")


def keeps(person: Person) -> bool:
    """Whether the person may change the entries of the own organ."""
    held = org.duties_by_organ(person)
    return any((person.organ_id, duty.value) in held for duty in KEEPERS)


def filtered(entries: QuerySet[Entry], *, kind: str = "", text: str = "", retired: bool = False) -> QuerySet[Entry]:
    """The entries that meet every condition given."""
    entries = entries.filter(retired_at__isnull=not retired)
    if kind:
        entries = entries.filter(kind=kind)
    if text := text.strip():
        entries = entries.filter(Q(name__icontains=text) | Q(value__icontains=text) | Q(detail__icontains=text))
    return entries


def pack_of(organ: Organ | int) -> Pack:
    """What an organ adds to the proofreader: its entries in the site, and the files in the installation's folder."""
    key = organ if isinstance(organ, int) else organ.pk
    rows = Entry.objects.filter(organ=key, retired_at__isnull=True).order_by("pk")
    return Pack(Base(tuple(row.plain for row in rows))) | _files()


def _files() -> Pack:
    """``<home>/pack``, read again when a file in it changed. Refused, naming the file, where one cannot be used."""
    folder: Path = settings.PACK_FOLDER
    if not folder.is_dir():
        return Pack()
    files = sorted(folder.rglob("*.toml"))
    try:
        return _read(folder, tuple((str(file), file.stat().st_mtime_ns) for file in files))
    except RuleError as error:
        # Passing over it would let mistakes through that the office believes are looked for.
        raise Refused(
            f"本机关的规则包有一个文件不能用：{error}", remedy="请系统管理员改正安装文件夹 pack 里的这个文件。"
        ) from error


@lru_cache(maxsize=2)
def _read(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> Pack:
    return read_pack(folder)
