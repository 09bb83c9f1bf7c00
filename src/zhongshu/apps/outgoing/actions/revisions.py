"""Files of versions for use outside: two versions with Word revisions, and the clean copy. Taking one is on record."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.policy import safe_name
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper, Version
from zhongshu.lib.document.comparison import clean_docx, revision_docx


def take_revisions(*, actor: Person, paper: Paper, old: Version, new: Version) -> tuple[str, bytes]:
    """Name and bytes of a DOCX of the newer version with every change since the older one as a revision, in the name of
    who saved the newer one and at that time."""
    summary = f"取走《{paper.title}》第 {old.no} 稿至第 {new.no} 稿的修订稿"
    with act(
        actor=actor, verb="outgoing.take_revisions", about=paper, summary=summary, data={"old": old.no, "new": new.no}
    ):
        content = revision_docx(old.document, new.document, author=new.by.name, at=timezone.localtime(new.at))
    return safe_name(f"{paper.title}（第{old.no}稿至第{new.no}稿修订）.docx"), content


def take_clean_copy(*, actor: Person, paper: Paper, version: Version) -> tuple[str, bytes]:
    """Name and bytes of the clean copy of a version: its words, without marks, names or times."""
    summary = f"取走《{paper.title}》第 {version.no} 稿的清稿"
    with act(actor=actor, verb="outgoing.take_clean_copy", about=paper, summary=summary, data={"version": version.no}):
        content = clean_docx(version.document)
    return safe_name(f"{paper.title}（清稿）.docx"), content
