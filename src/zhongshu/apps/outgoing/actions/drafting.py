"""Writing: saving a draft, what is typed meanwhile, going back to an earlier version, the clean copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing import guards
from zhongshu.apps.outgoing.actions.versions import add_version, locked
from zhongshu.apps.outgoing.models import Autosave, Paper, Version
from zhongshu.apps.outgoing.policy.fields import Fields, cleaned, from_document, to_document, with_form
from zhongshu.apps.outgoing.policy.marks import refuse_marked
from zhongshu.apps.outgoing.policy.merging import Clash, Merge, merge
from zhongshu.apps.outgoing.queries.papers import can_edit
from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

#: Beyond what any paper holds: a form of this size is an accident, and would only burden the database.
AUTOSAVE_LIMIT = 2_000_000


@dataclass(frozen=True)
class Saved:
    """What became of a save: the version, whether it joined two people's work, and what could not be joined.

    With ``clashes`` nothing was saved as a version; the person's words lie in the autosave and in ``merge``.
    """

    version: Version
    merged: bool = False
    removed: int = 0
    merge: Merge | None = None

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return self.merge.clashes if self.merge else ()


def refuse_not_editor(paper: Paper, actor: Person) -> None:
    guards.refuse_over(paper)
    if not can_edit(paper, actor):
        raise Refused(
            f"本件现在“{paper.get_state_display()}”环节，不在您手中，不能修改文稿。",
            remedy="您写的内容请先复制留存；需要修改的，请现持有人退回或邀请您共同拟稿。",
        )


def document_of(paper: Paper, fields: Fields) -> Document:
    """The document that cleaned form fields describe, with the paper's issuer."""
    code = paper.issuer_code
    issuer = code.issuer.name if code else paper.organ.name
    return to_document(
        fields, issuer=issuer, printing_organ=paper.organ.name, layout=code.layout if code else "document"
    )


def fields_of(version: Version, paper: Paper) -> Fields:
    """The form fields of a version."""
    return from_document(version.document, issuer_code=paper.issuer_code.code if paper.issuer_code else "")


def save_draft(
    *,
    actor: Person,
    paper: Paper,
    base: int,
    fields: Mapping[str, Any],
    note: str = "",
    change: str = Version.Change.EDITED,
    source: Document | None = None,
) -> Saved:
    """Save what the form holds, begun from version ``base``. ``source`` is a document whose form the words keep where they
    are the same (an imported file); the present version's form is kept always.

    When somebody saved meanwhile, both are joined element by element; where both changed the same element nothing is
    saved and ``Saved.clashes`` shows both sides.
    """
    mine = cleaned(fields)
    with act(actor=actor, verb="outgoing.save_draft", about=paper) as this:
        paper = locked(paper)
        refuse_not_editor(paper, actor)
        current = paper.versions.get(no=paper.revision)
        wanted, merging = mine.fields, None
        if base != paper.revision:
            merging = _merged(paper, base, mine.fields, current)
            wanted = merging.fields
        if merging and merging.clashes:
            _keep(actor, paper, base, mine.fields)
            this.summary = f"两人同时修改《{paper.title}》，待定夺"
            return Saved(current, removed=mine.removed, merge=merging)
        _change_code(paper, wanted, actor)
        document = with_form(document_of(paper, wanted), *filter(None, (source, current.document)))
        kind = Version.Change.MERGED if merging else change
        version = add_version(actor=actor, paper=paper, document=document, change=kind, note=note)
        this.summary = f"保存《{paper.title}》第 {version.no} 稿"
        this.data = {"version": version.no, "digest": version.digest, "base": base}
    return Saved(version, merged=merging is not None, removed=mine.removed)


def _merged(paper: Paper, base: int, mine: Fields, current: Version) -> Merge:
    begun = paper.versions.filter(no=base).first()
    if begun is None:
        raise Refused("这一页不是从本件的任何一稿开始改的，没有保存。", remedy="请复制您写的内容，重新打开拟稿页。")
    return merge(_plain(begun, paper), mine, _plain(current, paper))


def _plain(version: Version, paper: Paper) -> Fields:
    return cleaned(fields_of(version, paper)).fields


def _change_code(paper: Paper, fields: Fields, actor: Person) -> None:
    """The form may choose another code of the organ as long as the paper has no number."""
    wanted = fields.get("issuer_code") or ""
    present = paper.issuer_code.code if paper.issuer_code else ""
    if wanted == present:
        return
    if paper.number_text:
        raise Refused("本件已经编号，不能更换发文机关代字。", remedy="确需更换的，先作废原字号。")
    code = (
        IssuerCode.objects.filter(code=wanted, organ=paper.organ, retired_on__isnull=True)
        .select_related("issuer")
        .first()
    )
    if wanted and code is None:
        raise Refused(f"机关代字“{wanted}”不由本机关管理，或者已经停用。", remedy="请选择本机关在用的代字。")
    paper.issuer_code = code


def autosave(*, actor: Person, paper: Paper, base: int, fields: Mapping[str, Any]) -> tuple[Autosave, Merge | None]:
    """Keep what is being typed. The second value holds clashes with what somebody else saved since ``base``, if any.

    Typing is not an act: it leaves no entry in the record until it becomes a version.
    """
    mine = cleaned(fields).fields
    refuse_marked(
        [str(mine[name]) for name in ("title", "body", "remark")] + [text for pair in mine["annexes"] for text in pair]
    )
    if sum(len(str(value)) for value in mine.values()) > AUTOSAVE_LIMIT:
        raise Refused("内容超过两百万字，没有自动保存。", remedy="请先复制留存，分成几件办理。")
    if not (can_edit(paper, actor) or Autosave.objects.filter(paper=paper, person=actor).exists()):
        refuse_not_editor(paper, actor)
    kept = _keep(actor, paper, base, mine)
    if base == paper.revision:
        return kept, None
    current = paper.versions.get(no=paper.revision)
    merging = _merged(paper, base, mine, current)
    return kept, merging if merging.clashes else None


def _keep(actor: Person, paper: Paper, base: int, fields: Fields) -> Autosave:
    kept, _ = Autosave.objects.update_or_create(paper=paper, person=actor, defaults={"base": base, "fields": fields})
    return kept


def discard_autosave(*, actor: Person, paper: Paper) -> None:
    """Throw away what one has typed oneself since the last version."""
    with act(actor=actor, verb="outgoing.discard_autosave", about=paper, summary=f"放弃未保存的修改《{paper.title}》"):
        Autosave.objects.filter(paper=paper, person=actor).delete()


def restore_version(*, actor: Person, paper: Paper, no: int) -> Version:
    """恢复: the words of an earlier version become the newest version; nothing between is lost."""
    with act(actor=actor, verb="outgoing.restore_version", about=paper) as this:
        paper = locked(paper)
        refuse_not_editor(paper, actor)
        old = paper.versions.filter(no=no).first()
        if old is None:
            raise Refused(f"没有第 {no} 稿。")
        version = add_version(
            actor=actor,
            paper=paper,
            document=old.document,
            change=Version.Change.RESTORED,
            note=f"恢复第 {no} 稿的内容",
        )
        this.summary, this.data = f"《{paper.title}》恢复第 {no} 稿", {"from": no, "version": version.no}
    return version


def clean_copy(*, actor: Person, paper: Paper) -> Version:
    """清稿: the current words as one clean version, marked so; the history stays behind it."""
    with act(actor=actor, verb="outgoing.clean_copy", about=paper, summary=f"《{paper.title}》清稿") as this:
        paper = locked(paper)
        refuse_not_editor(paper, actor)
        current = paper.versions.get(no=paper.revision)
        if current.change == Version.Change.CLEAN:
            return current
        version = Version.objects.create(
            paper=paper, no=paper.revision + 1, content=current.content, digest=current.digest,
            change=Version.Change.CLEAN, note=f"由第 {current.no} 稿清稿", step=paper.state, by=actor, substantive=False,
        )  # fmt: skip
        paper.revision = version.no
        paper.save(update_fields=["revision", "changed_at"])
        this.data = {"version": version.no}
    return version
