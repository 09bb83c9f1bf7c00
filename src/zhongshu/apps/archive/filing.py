"""Filing what is no paper on its way: a bound volume or another finished whole, with no flow to end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhongshu.apps.access import subjects
from zhongshu.apps.access.actions import grant
from zhongshu.apps.archive import package, policy
from zhongshu.apps.archive.actions import next_shelf
from zhongshu.apps.archive.models import Item, Retention
from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store_output
from zhongshu.apps.files.policy import ZIP
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.apps.search.actions import index
from zhongshu.lib.refusal import Refused


@dataclass(frozen=True)
class Whole:
    """``files``: name → content of what the item keeps; ``relations`` as the metadata name them."""

    title: str
    organ: Organ
    unit: Unit | None
    day: date
    pages: int
    secrecy: int
    files: Mapping[str, bytes]
    business: str
    relations: list[dict[str, Any]] = field(default_factory=list)


def file_whole(
    *,
    actor: Person,
    obj: Model,
    whole: Whole,
    retention: str,
    category: str = "",
    year: int | None = None,
    note: str = "",
) -> Item:
    """归档: number the item and seal its package. The archivist's act; once for each ``obj``."""
    with act(actor=actor, verb="archive.file_whole", about=obj) as this:
        _refuse_unfit(actor, obj, whole, retention)
        shelf = next_shelf(whole.organ, retention, category or policy.category_code(whole.unit), year or whole.day.year)
        reference = policy.reference(shelf.fonds.code, shelf.year, shelf.retention, shelf.category, shelf.last)
        metadata = _metadata(whole, reference, shelf.get_retention_display(), actor.name)
        parts = {**whole.files, "元数据.xml": package.to_xml("归档文件元数据", metadata)}
        stored = store_output(actor=actor, name=f"{reference}.zip", content=package.build(parts), media_type=ZIP)
        item = Item.objects.create(
            shelf=shelf, serial=shelf.last, reference=reference, object_type=obj._meta.label_lower, object_id=obj.pk,
            title=whole.title, responsible=str(whole.organ), document_date=whole.day, pages=whole.pages,
            secrecy=whole.secrecy, metadata=metadata, package=stored, filed_by=actor, filed_at=timezone.now(), note=note,
        )  # fmt: skip
        grant(actor=actor, obj=item, subject=subjects.duty_key(whole.organ, Duty.ARCHIVIST), reason="归档")
        index(
            item, title=item.title, body=reference, organ=whole.organ, at=item.filed_at, url=item.get_absolute_url(),
            secrecy=item.secrecy,
        )  # fmt: skip
        this.summary = f"归档《{whole.title}》，档号 {reference}"
        this.data = {"reference": reference, "package": stored.sha256}
    return item


def _refuse_unfit(actor: Person, obj: Model, whole: Whole, retention: str) -> None:
    if not org.has_duty(actor, Duty.ARCHIVIST, whole.organ):
        raise Refused("归档由档案员办理，没有改动任何内容。")
    if Item.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).exists():
        raise Refused(f"《{whole.title}》已经归档。")
    if retention not in Retention.values:
        raise Refused("没有选择保管期限。", remedy="请选择永久、30年或10年。", basis="DA/T 22-2015")


def _metadata(whole: Whole, reference: str, retention: str, archivist: str) -> dict[str, Any]:
    return {
        "文件实体": {
            "档号": reference, "题名": whole.title, "责任者": str(whole.organ), "日期": str(whole.day),
            "保管期限": retention, "页数": whole.pages, "格式信息": "PDF",
        },
        "业务实体": {"业务": whole.business, "归档": {"人员": archivist, "时间": f"{timezone.localtime():%Y-%m-%d %H:%M}"}},
        "实体关系": whole.relations,
    }  # fmt: skip
