"""Keeping incoming papers findable: title, numbers, sender, every word of the file, and what leaders wrote."""

from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.search import actions as search


def index_paper(*, paper: Paper) -> None:
    """Refresh what the search knows of a paper; an entry without words is not searched for."""
    if paper.state == Paper.State.KEPT:
        search.remove(paper)
        return
    words = [paper.register_text, paper.document_number, paper.sender, paper.text]
    words += paper.instructions.values_list("text", flat=True)
    search.index(
        paper, title=paper.title, body="\n".join(word for word in words if word), organ=paper.organ,
        at=paper.received_at, url=paper.get_absolute_url(), secrecy=paper.secrecy,
    )  # fmt: skip
