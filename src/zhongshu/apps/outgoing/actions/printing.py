"""印制: the final PDF/A, fixed to one version with its number, date and checksum."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files import actions as files
from zhongshu.apps.files.policy import PDF
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import guards
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Paper, Printing
from zhongshu.apps.outgoing.queries.papers import work_of
from zhongshu.apps.outgoing.rendering import issued_document, render
from zhongshu.lib.refusal import Refused

MOST_COPIES = 9999


def print_paper(*, actor: Person, paper: Paper, copies: int = 1, go_on: bool = True) -> Printing:
    """Typeset the paper as it is issued and keep the file. A reprint supersedes the print before it."""
    with act(actor=actor, verb="outgoing.print_paper", about=paper) as this:
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "print"), paper, "print")
        guards.signed_off(paper)
        guards.numbered(paper)
        if not 1 <= copies <= MOST_COPIES:
            raise Refused(f"印制份数应在 1 到 {MOST_COPIES} 之间。")
        version = paper.versions.get(no=paper.revision)
        document = issued_document(paper, printed_on=timezone.localdate())
        rendered = render(document, at=timezone.now())
        name = f"{paper.number_text or '无文号'}{document.plain_title}.pdf"
        stored = files.store_output(actor=actor, name=name, content=rendered.pdf, media_type=PDF)
        paper.printings.filter(superseded_at__isnull=True).update(superseded_at=timezone.now())
        row = Printing.objects.create(
            paper=paper, version=version, content=document.to_json(), file=stored, pages=rendered.pages, copies=copies,
            missing=list(rendered.missing), by=actor,
        )  # fmt: skip
        this.summary = f"印制《{paper.title}》{row.pages} 页 {copies} 份"
        this.data = {"version": version.no, "digest": version.digest, "sha256": stored.sha256, "copies": copies}
        if go_on:
            flow_actions.submit(actor=actor, work=work, text=f"印制 {copies} 份，每份 {row.pages} 页")
    return row
