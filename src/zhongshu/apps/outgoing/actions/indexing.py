"""Keeping papers and delivered copies findable."""

from zhongshu.apps.outgoing.models import Delivery, Paper, Version
from zhongshu.apps.search import actions as search
from zhongshu.lib.document import Document, whole_text


def index_paper(*, paper: Paper, version: Version | None = None) -> None:
    """Refresh what the search knows of a paper: title, number, every word of the current version."""
    version = version or paper.versions.filter(no=paper.revision).first()
    if version is None:
        return
    body = "\n".join(part for part in (paper.number_text, whole_text(version.document)) if part)
    search.index(
        paper, title=paper.title, body=body, organ=paper.organ, at=paper.created_at, url=paper.get_absolute_url(),
        secrecy=paper.secrecy,
    )  # fmt: skip


def index_delivery(*, delivery: Delivery, url: str) -> None:
    """What a recipient may find: the paper as issued."""
    document = Document.from_json(delivery.printing.content)
    search.index(
        delivery, title=f"{document.plain_title}（{delivery.paper.number_text or '来文'}）", body=whole_text(document),
        organ=delivery.paper.organ, at=delivery.delivered_at, url=url, secrecy=delivery.secrecy,
    )  # fmt: skip
