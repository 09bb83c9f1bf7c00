"""Importing: a file or pasted text is read into elements, and a person confirms the reading before it becomes a version."""

from collections.abc import Mapping, Sequence
from typing import IO

from django.conf import settings

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files import actions as files
from zhongshu.apps.files.policy import DOC, DOCX, PDF, RTF, TEXT
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.actions.drafting import Saved, fields_of, refuse_not_editor, save_draft
from zhongshu.apps.outgoing.models import ImportedText, Paper, Version
from zhongshu.apps.outgoing.originals import read_original
from zhongshu.apps.outgoing.policy.fields import Fields, from_document
from zhongshu.apps.outgoing.policy.marks import refuse_marked, refuse_secret
from zhongshu.apps.outgoing.policy.pieces import gathered
from zhongshu.lib.document import Document
from zhongshu.lib.document.kinds import KINDS
from zhongshu.lib.document.reading import Piece, Reading, assemble, from_text, line_text
from zhongshu.lib.document.reading.guard import clean, refuse_long
from zhongshu.lib.document.reading.record import notes_to_json, pieces_from_json, pieces_to_json
from zhongshu.lib.refusal import Refused

IMPORTABLE = frozenset({DOCX, DOC, RTF, PDF, TEXT})
#: What the person chooses beside the pieces.
CHOSEN = ("kind", "issuer_code", "direction")


def import_file(*, actor: Person, paper: Paper, name: str, content: IO[bytes]) -> ImportedText:
    """Read an uploaded file. The original is kept; the paper itself does not change yet.

    Refused for what is no such file, a bomb, a text too long for a paper, or one marked above what this server holds. The
    file is read before the transaction: another program may take seconds over it, and nobody else should wait.
    """
    refuse_not_editor(paper, actor)
    data = _whole(name, content)
    reading = read_original(name, data)
    with act(actor=actor, verb="outgoing.import_file", about=paper) as this:
        refuse_not_editor(paper, actor)
        row = _kept(actor, paper, reading)
        row.source = files.store(actor=actor, name=name, content=data, allowed=IMPORTABLE)
        row.save()
        this.summary, this.data = f"《{paper.title}》导入文件 {row.source.name}", {"sha256": row.source.sha256}
    return row


def import_text(*, actor: Person, paper: Paper, text: str) -> ImportedText:
    """Read pasted text."""
    with act(actor=actor, verb="outgoing.import_text", about=paper, summary=f"《{paper.title}》粘贴导入") as this:
        refuse_not_editor(paper, actor)
        if not text.strip():
            raise Refused("没有粘贴任何文字。", remedy="请粘贴文稿全文，或者上传文件。")
        row = _kept(actor, paper, from_text(text))
        row.save()
        this.data = {"characters": len(text)}
    return row


def keep_pieces(
    *, actor: Person, paper: Paper, imported: ImportedText, pieces: Sequence[Piece], chosen: Mapping[str, str]
) -> None:
    """Keep what the person has re-assigned and typed so far. No act: it leaves no entry until it becomes a version."""
    _refuse_confirmed(paper, imported)
    refuse_not_editor(paper, actor)
    imported.pieces = pieces_to_json(_cleaned(pieces))
    imported.fields = imported.fields | {name: chosen[name] for name in CHOSEN if name in chosen}
    imported.save(update_fields=["pieces", "fields"])


def confirm_import(
    *,
    actor: Person,
    paper: Paper,
    imported: ImportedText,
    base: int,
    pieces: Sequence[Piece] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Saved:
    """The person has compared both sides: the pieces (as kept, where none are given) become the next version."""
    with act(actor=actor, verb="outgoing.confirm_import", about=paper, summary=f"《{paper.title}》确认导入") as this:
        _refuse_confirmed(paper, imported)
        source = Document.from_json(imported.content) if imported.content else None
        document, _ = assemble(
            _cleaned(pieces if pieces is not None else pieces_of(imported)), known=source.blocks if source else ()
        )
        fields = _fields(paper, document) | {name: imported.fields[name] for name in CHOSEN} | dict(chosen or {})
        saved = save_draft(
            actor=actor, paper=paper, base=base, fields=fields, note=f"导入自{imported}", change=Version.Change.IMPORTED,
            source=document,
        )  # fmt: skip
        if not saved.clashes:
            imported.version = saved.version
            imported.save(update_fields=["version"])
        this.data = {"version": saved.version.no, "import": imported.pk}
    return saved


def pieces_of(imported: ImportedText) -> list[Piece]:
    """What the text was taken for, as the person left it. Rows from before pieces were kept are read again."""
    return pieces_from_json(imported.pieces) if imported.pieces else list(from_text(imported.text).pieces)


def _whole(name: str, content: IO[bytes]) -> bytes:
    limit = settings.MAX_UPLOAD_MB * 1024 * 1024
    data = content.read(limit + 1)
    if len(data) > limit:
        raise Refused(f"文件超过 {settings.MAX_UPLOAD_MB} MB 的上限，没有导入。", remedy="请压缩图片或拆分后再导入。")
    if not data.strip():
        raise Refused(f"文件“{name}”是空的，没有导入。", remedy="请检查文件后重新上传。")
    return data


def _refuse_confirmed(paper: Paper, imported: ImportedText) -> None:
    if imported.paper_id != paper.pk or imported.version_id is not None:
        raise Refused("这次导入已经确认过。", remedy="请在版本列表中查看。")


def _cleaned(pieces: Sequence[Piece]) -> list[Piece]:
    kept = [Piece(piece.role, clean(piece.text)[0], piece.confidence, piece.reason, piece.lines) for piece in pieces]
    refuse_long(sum(len(piece.text) for piece in kept))
    refuse_marked(piece.text for piece in kept)
    return kept


def _kept(actor: Person, paper: Paper, reading: Reading) -> ImportedText:
    """A row of what was read, not yet saved. Refused when it is marked above what may be kept here."""
    text = "\n".join(line_text(line) for line in reading.source)
    refuse_secret(reading.document)
    refuse_marked([text])
    return ImportedText(
        paper=paper, text=text, fields=_fields(paper, reading.document), by=actor,
        notes=notes_to_json(note for note in reading.notes if not note.element or note.element in ("kind", "title", "body")),
        lines=[{"text": line_text(line), "place": line.place} for line in reading.source],
        pieces=pieces_to_json(gathered(reading.pieces)), content=reading.document.to_json(),
    )  # fmt: skip


def _fields(paper: Paper, document: Document) -> Fields:
    """What was read, in the form's fields; what the file does not say stays as the paper has it."""
    present = fields_of(paper.versions.get(no=paper.revision), paper)
    read = from_document(document, issuer_code=present["issuer_code"])
    # The reader guesses a kind from the title; a kind the drafter has chosen counts for more unless the title names one.
    if read["kind"] not in KINDS or not _titled_as(read["title"], read["kind"]):
        read["kind"], read["direction"] = present["kind"], present["direction"]
    kept = ("title", "addressees", "copy_to", "remark", "byline", "secrecy", "urgency")
    return read | {name: read[name] or present[name] for name in kept}


def _titled_as(title: str, kind: str) -> bool:
    return title.replace("\n", "").endswith(KINDS[kind].word)
