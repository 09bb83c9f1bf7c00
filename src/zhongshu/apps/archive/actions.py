"""Filing: a finished paper becomes an item of the archive."""

import json
from typing import Any

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from zhongshu.apps.access import subjects
from zhongshu.apps.access.actions import grant
from zhongshu.apps.archive import events, package, policy
from zhongshu.apps.archive.models import Fonds, Item, Retention, Shelf
from zhongshu.apps.archive.sources import Paper, Source, source_of
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.files.actions import store_output
from zhongshu.apps.files.policy import ZIP
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Duty, Organ, Person
from zhongshu.apps.search.actions import index
from zhongshu.lib.refusal import Refused


def set_fonds(*, actor: Actor, organ: Organ, code: str) -> Fonds:
    """Give an organ its fonds number. The system administrator's act; refused when taken or already in use."""
    with act(actor=actor, verb="archive.set_fonds", about=organ, summary=f"{organ} 全宗号定为 {code}"):
        if actor is not SYSTEM and not (
            isinstance(actor, Person) and org.is_administrator(actor, Administrator.Role.SYSTEM)
        ):
            raise Refused("全宗号只能由系统管理员设定，没有改动任何内容。")
        if Fonds.objects.filter(code=code).exclude(organ=organ).exists():
            raise Refused(f"全宗号“{code}”已属于其他单位。", remedy="请向档案馆核对。")
        if Item.objects.filter(shelf__fonds__organ=organ).exists():
            raise Refused("已有档案使用现在的全宗号，不能再改。")
        fonds, _ = Fonds.objects.update_or_create(organ=organ, defaults={"code": code})
    return fonds


def file_paper(
    *, actor: Person, paper: Paper, retention: str, category: str = "", year: int | None = None, note: str = ""
) -> Item:
    """归档: number the item, seal its package, and finish the paper's flow.

    Refused for anybody but the archivist in whose hands the paper is, before it was printed, or a second time.
    """
    summary = f"归档《{paper.title}》"
    with act(actor=actor, verb="archive.file_paper", about=paper, summary=summary) as this:
        source = source_of(paper)
        flow = flows.latest_flow(paper._meta.label_lower, paper.pk)
        work = _work_in_hand(actor, paper, flow)
        _refuse_unready(actor, paper, source, retention, work)
        shelf = next_shelf(
            paper.organ, retention, category or policy.category_code(source.unit), year or source.day.year
        )
        item = _make_item(actor, paper, source, flow, shelf, note)
        # Whoever may know of the paper may know of the item; the archivists of the organ always.
        archivists = subjects.duty_key(paper.organ, Duty.ARCHIVIST)
        for subject in (archivists, subjects.person_key(source.keeper)):
            grant(actor=actor, obj=item, subject=subject, reason="归档")
        flow_actions.submit(actor=actor, work=work, text=f"已归档，档号 {item.reference}")
        index(
            item,
            title=item.title,
            body=f"{item.reference} {item.document_number}",
            organ=paper.organ,
            at=item.filed_at,
            url=item.get_absolute_url(),
            secrecy=item.secrecy,
        )
        this.data = {"reference": item.reference, "package": item.package.sha256}
        events.item_filed.send(sender=Item, item=item, paper=paper, actor=actor)
    return item


def _work_in_hand(actor: Person, paper: Paper, flow: Flow | None) -> Work:
    work = flows.my_active_work(flow, actor) if flow else None
    if work is None or paper.state != paper.State.ARCHIVE:
        raise Refused(f"《{paper.title}》还没有到归档环节，或不在您手上。", remedy="请等办结后再归档。")
    return work


def _refuse_unready(actor: Person, paper: Paper, source: Source, retention: str, work: Work) -> None:
    on_behalf_of = work.on_behalf_of
    if not org.acts_with_duty(actor, Duty.ARCHIVIST, paper.organ, timezone.now(), on_behalf_of=on_behalf_of):
        raise Refused("归档由档案员办理，没有改动任何内容。")
    if Item.objects.filter(object_type=paper._meta.label_lower, object_id=paper.pk).exists():
        raise Refused(f"《{paper.title}》已经归档。")
    source.refuse_unready()
    if retention not in Retention.values:
        raise Refused("没有选择保管期限。", remedy="请选择永久、30年或10年。", basis="DA/T 22-2015")


def next_shelf(organ: Organ, retention: str, category: str, year: int) -> Shelf:
    """The sequence of an organ, with its next number taken (``last``)."""
    fonds = Fonds.objects.filter(organ=organ).first()
    if fonds is None:
        raise Refused(f"{organ}还没有全宗号，不能编档号。", remedy="请系统管理员先填写全宗号。")
    category = category.strip().upper()
    if not (category.isalnum() and category.isascii() and len(category) <= 8):
        raise Refused(f"机构代码“{category}”不合要求。", remedy="请用 8 个以内的字母或数字，如 BGS。")
    key: dict[str, Any] = {
        "fonds": fonds,
        "year": year,
        "retention": retention,
        "category": category,
    }
    Shelf.objects.get_or_create(**key)
    # Taking the next number locks the row until this act is over: no gap, no double.
    Shelf.objects.filter(**key).update(last=F("last") + 1)
    return Shelf.objects.select_related("fonds").get(**key)


def _make_item(actor: Person, paper: Paper, source: Source, flow: Flow | None, shelf: Shelf, note: str) -> Item:
    reference = policy.reference(shelf.fonds.code, shelf.year, shelf.retention, shelf.category, shelf.last)
    metadata = source.metadata(flow, reference=reference, retention=shelf.get_retention_display(), archivist=actor.name)
    content = package.build(source.parts(flow, metadata))
    stored = store_output(actor=actor, name=f"{reference}.zip", content=content, media_type=ZIP)
    try:
        return Item.objects.create(
            shelf=shelf,
            serial=shelf.last,
            reference=reference,
            object_type=paper._meta.label_lower,
            object_id=paper.pk,
            title=paper.title,
            document_number=source.number,
            responsible=metadata["文件实体"]["责任者"],
            document_date=source.day,
            pages=metadata["文件实体"]["页数"],
            secrecy=paper.secrecy,
            metadata=_plain(metadata),
            package=stored,
            filed_by=actor,
            filed_at=timezone.now(),
            note=note,
        )
    except IntegrityError as twice:
        raise Refused(f"《{paper.title}》已经归档。") from twice


def _plain(metadata: dict[str, Any]) -> dict[str, Any]:
    """Dates as text, so that the stored form equals the XML's."""
    return json.loads(json.dumps(metadata, ensure_ascii=False, default=str))
