"""What is printed while a meeting takes place."""

from datetime import UTC, date

from django.utils import timezone

from zhongshu.apps.meetings.models import Bulletin
from zhongshu.apps.outgoing.rendering import fonts, templates
from zhongshu.lib.document import Document, Layout, body_from_text
from zhongshu.lib.typeset import Rendered, to_pdf


def bulletin_pdf(bulletin: Bulletin) -> Rendered:
    """The bulletin on the form of a 简报; a draft with its watermark."""
    made = timezone.localtime(bulletin.issued_at or bulletin.at)
    draft = "" if bulletin.state == Bulletin.State.ISSUED else "拟稿"
    return to_pdf(
        _document(bulletin, made.date()), fonts=fonts(), templates=templates(), watermark=draft,
        timestamp=made.astimezone(UTC).replace(microsecond=0),
    )  # fmt: skip


def _document(bulletin: Bulletin, day: date) -> Document:
    meeting = bulletin.meeting
    return Document(
        kind="briefing", layout=Layout.MANUSCRIPT, issuer_marks=("会议简报",), mark_suffix="", title=bulletin.title,
        body=body_from_text(bulletin.text), sealed=False, document_date=day,
        extra=(("期号", f"第{bulletin.number}期"), ("编印单位", f"{meeting.name}会务组")),
    )  # fmt: skip
