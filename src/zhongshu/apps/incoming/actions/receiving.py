"""签收: what has come in is counted copy by copy; its file is read; a paper above the ceiling leaves only an entry."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from zhongshu.apps.access.actions import grant
from zhongshu.apps.access.policy import ceiling, refuse_above_ceiling
from zhongshu.apps.access.subjects import duty_key, person_key
from zhongshu.apps.audit.actions import act
from zhongshu.apps.files import actions as files
from zhongshu.apps.files.policy import DOCX, JPEG, PDF, PNG, TEXT
from zhongshu.apps.incoming import guards
from zhongshu.apps.incoming.actions.registering import draw_number
from zhongshu.apps.incoming.models import Copy, Paper
from zhongshu.apps.incoming.policy.reading import Read, read_paper
from zhongshu.apps.org.models import Duty, Organ, Person
from zhongshu.apps.outgoing import actions as outgoing
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.policy.marks import level_in, refuse_marked
from zhongshu.apps.outgoing.queries.issue import received_by, seal_use_of
from zhongshu.lib.document import Document, whole_text
from zhongshu.lib.document.likeness import bands, fingerprint
from zhongshu.lib.refusal import Refused

READABLE = frozenset({DOCX, TEXT, PDF, PNG, JPEG})
MOST_COPIES = 500


def receive(
    *,
    actor: Person,
    sender: str,
    title: str = "",
    copies: int = 1,
    copy_numbers: Sequence[str] = (),
    channel: str = Paper.Channel.EXCHANGE,
    received_at: datetime | None = None,
    name: str = "",
    content: bytes | None = None,
    note: str = "",
) -> Paper:
    """签收 what came from outside: on paper, or with a file that is read for the register.

    Refused for anybody but the organ's clerks, a file that cannot be read, and words marked above the ceiling.
    """
    with act(actor=actor, verb="incoming.receive") as this:
        guards.registrar(actor, actor.organ)
        _refuse_count(copies, copy_numbers)
        at = received_at or timezone.now()
        if at > timezone.now():
            raise Refused("签收时间晚于现在，没有保存。", remedy="请核对签收时间。")
        read = _read(name, content)
        paper = Paper.objects.create(
            organ=actor.organ, sender=(sender.strip() or str(read.fields.get("sender", "")) or "（待核）")[:120],
            title=(title.strip() or str(read.fields.get("title", "")) or "（待登记）")[:300], copies=copies,
            channel=channel, received_at=at, received_by=actor, note=note.strip()[:300],
        )  # fmt: skip
        _count(paper, copies, copy_numbers)
        _make_known(actor, paper)
        if content is not None:
            _keep_file(actor, paper, name, content, read)
        this.about, this.summary = paper, f"签收{paper.sender}来文《{paper.title}》{copies} 份"
        this.data = {"copies": copies, "copy_numbers": list(copy_numbers), "channel": channel}
    return paper


def attach_file(*, actor: Person, paper: Paper, name: str, content: bytes) -> Paper:
    """Put the file (or scan) with a received paper and read it; before registration only."""
    with act(actor=actor, verb="incoming.attach_file", about=paper) as this:
        guards.registrar(actor, paper.organ)
        paper = guards.locked(paper)
        if paper.state != Paper.State.RECEIVED:
            raise Refused("本件已经登记，来文文件不能更换。", remedy="确需更换的，请退文后重新签收。")
        _keep_file(actor, paper, name, content, _read(name, content))
        this.summary = f"《{paper.title}》放入来文文件 {name}"
    return paper


def receive_delivery(*, actor: Person, delivery: Delivery) -> Paper:
    """签收 a copy that another organ of this server delivered: everything is filled in from what was issued."""
    with act(actor=actor, verb="incoming.receive_delivery") as this:
        row = received_by(actor).filter(pk=delivery.pk).first()
        if row is None or row.organ is None:
            raise Refused("这份文件不是发给本单位的，没有收文。")
        guards.registrar(actor, row.organ)
        if row.state == Delivery.State.RETURNED:
            raise Refused("这份文件已经退回发文单位，不能收文。")
        if Paper.objects.filter(delivery=row).exists():
            raise Refused("这份文件已经收文。", remedy="请在收文列表中查看。")
        if row.waiting:
            outgoing.acknowledge_receipt(actor=actor, delivery=row)
        paper = _from_delivery(actor, row, row.organ)
        _count(paper, row.copies, ())
        _make_known(actor, paper)
        this.about, this.summary = paper, f"收文《{paper.title}》（{paper.document_number}）"
        this.data = {"delivery": row.pk, "copies": row.copies}
    return paper


def _from_delivery(actor: Person, row: Delivery, organ: Organ) -> Paper:
    document, sent = Document.from_json(row.printing.content), row.paper
    issuer = sent.issuer_code.issuer if sent.issuer_code else sent.organ
    use, text = seal_use_of(row.printing), whole_text(document)
    fields = {
        "document_number": sent.number_text, "sender": issuer.name, "title": document.plain_title, "kind": sent.kind,
        "document_date": document.document_date.isoformat() if document.document_date else None,
        "secrecy": sent.secrecy, "urgency": sent.urgency if sent.urgency in {"urgent", "extra_urgent"} else "",
    }  # fmt: skip
    how = dict.fromkeys(fields, ("可靠", "取自发文单位送达的文件。"))
    return Paper.objects.create(
        organ=organ, sender=issuer.name, sender_organ=issuer, title=document.plain_title[:300],
        document_number=sent.number_text, secrecy=sent.secrecy, copies=row.copies, channel=Paper.Channel.ONLINE,
        received_at=timezone.now(), received_by=actor, delivery=row, file=use.file if use else row.printing.file,
        read_fields={"fields": fields, "how": how, "note": ""}, **_words(text),
    )  # fmt: skip


def keep_entry(
    *,
    actor: Person,
    sender: str,
    secrecy: int,
    document_number: str = "",
    copies: Sequence[tuple[str, str]],
    note: str = "",
) -> Paper:
    """Above the ceiling: only the register entry — who sent it, its number, each copy's number and place. No words, no title."""
    with act(actor=actor, verb="incoming.keep_entry") as this:
        guards.registrar(actor, actor.organ)
        if secrecy <= ceiling():
            raise Refused("这份来文可以在本系统办理。", remedy="请按普通来文签收登记。")
        if not copies or any(not place.strip() for _, place in copies):
            raise Refused("请逐份写明份号和存放处。")
        label = Paper.Secrecy(secrecy).label
        now = timezone.now()
        paper = Paper(
            organ=actor.organ, sender=sender.strip()[:120] or "（待核）", title=f"（{label}级文件，仅登记去向）",
            document_number=document_number.strip()[:60], secrecy=secrecy, copies=len(copies), received_at=now,
            received_by=actor, registered_by=actor, registered_at=now, note=note.strip()[:300],
            state=Paper.State.KEPT, completed_at=now,
        )  # fmt: skip
        draw_number(paper)
        paper.save()
        Copy.objects.bulk_create(
            Copy(paper=paper, no=no, copy_number=number.strip()[:12], place=place.strip()[:120])
            for no, (number, place) in enumerate(copies, 1)
        )
        for key in (person_key(actor), duty_key(paper.organ, Duty.CONFIDENTIAL_OFFICER)):
            grant(actor=actor, obj=paper, subject=key, reason="登记涉密文件去向")
        this.about, this.summary = paper, f"登记{label}级文件去向 {paper.register_text}"
        this.data = {"copies": [list(pair) for pair in copies]}
    return paper


def _refuse_count(copies: int, numbers: Sequence[str]) -> None:
    if not 1 <= copies <= MOST_COPIES:
        raise Refused(f"份数应是 1 到 {MOST_COPIES}。", remedy="请清点后填写。")
    if numbers and len(numbers) != copies:
        raise Refused(f"清点 {copies} 份，却填了 {len(numbers)} 个份号。", remedy="请逐份核对；没有份号的留空。")
    if len(set(numbers)) != len(numbers):
        raise Refused("有两份的份号相同。", remedy="请逐份核对。")


def _count(paper: Paper, copies: int, numbers: Sequence[str]) -> None:
    Copy.objects.bulk_create(
        Copy(paper=paper, no=no, copy_number=numbers[no - 1][:12] if numbers else "") for no in range(1, copies + 1)
    )


def _make_known(actor: Person, paper: Paper) -> None:
    """Who received it, those who keep the register, and the director, who oversees the office's papers."""
    grant(actor=actor, obj=paper, subject=person_key(actor), reason="签收")
    for duty in (Duty.CLERK, Duty.DIRECTOR):
        grant(actor=actor, obj=paper, subject=duty_key(paper.organ, duty), reason="收文登记和统管")


def _read(name: str, content: bytes | None) -> Read:
    if content is None:
        return Read()
    limit = settings.MAX_UPLOAD_MB
    if len(content) > limit * 1024 * 1024:
        raise Refused(f"文件超过 {limit} MB 的上限，没有存入。", remedy="请压缩或拆分后再上传。")
    if not content:
        raise Refused(f"文件“{name}”是空的，没有存入。", remedy="请检查文件后重新上传。")
    read = read_paper(name, content)
    refuse_above_ceiling(int(read.fields.get("secrecy") or 0))
    refuse_marked([read.text])
    return read


def _keep_file(actor: Person, paper: Paper, name: str, content: bytes, read: Read) -> None:
    assert level_in([read.text]) <= ceiling()
    paper.file = files.store(actor=actor, name=name, content=content, allowed=READABLE)
    paper.read_fields = {"fields": read.fields, "how": {k: list(v) for k, v in read.how.items()}, "note": read.note}
    for field, value in _words(read.text).items():
        setattr(paper, field, value)
    if read.fields.get("title") and paper.title.startswith("（待登记"):
        paper.title = str(read.fields["title"])[:300]
    paper.save()


def _words(text: str) -> dict[str, object]:
    """The text and what duplicates are found by."""
    marks = bands(text) or (None,) * 4
    return {
        "text": text, "fingerprint": fingerprint(text), "band1": marks[0], "band2": marks[1], "band3": marks[2],
        "band4": marks[3],
    }  # fmt: skip


def look_at(*, actor: Person, paper: Paper, what: str = "") -> None:
    """Put on record that somebody looked at a restricted paper."""
    if paper.secrecy:
        with act(actor=actor, verb="incoming.look_at", about=paper, summary=f"查看收文《{paper.title}》{what}"):
            pass
