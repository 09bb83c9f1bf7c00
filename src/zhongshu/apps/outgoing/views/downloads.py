"""A paper as files in further formats, made for the person who asks."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.files.policy import DOCX
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_use_of
from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.apps.outgoing.views.answers import download
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.outgoing.views.papers import shown
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.typeset import to_docx
from zhongshu.lib.typeset.ofd import ofd_of

OFD = "application/ofd"


@staff
@require_GET
def docx(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the words as they stand, as DOCX with named styles. A file that can be changed never carries a seal; it carries
    the watermark that the pages carry."""
    paper = paper_of(request, pk, looking="可编辑文件")
    document, look = shown(paper, request)
    content = to_docx(
        document, fonts=fonts(), watermark=look["watermark"], timestamp=timezone.now().replace(microsecond=0)
    )
    return download(content, f"{document.plain_title or '公文'}.docx", DOCX)


@staff
@require_GET
def ofd(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the print in force, sealed when it has been sealed, as OFD; glyph for glyph the PDF/A."""
    paper = paper_of(request, pk, looking="OFD版式文件")
    printing = printing_of(paper)
    if printing is None:
        raise Http404
    use = seal_use_of(printing)
    stored = use.file if use else printing.file
    with stored.open() as stream:
        pdf = stream.read()
    moment = use.at if use else printing.at
    author = paper.organ.name
    return download(
        ofd_of(pdf, title=paper.title, author=author, timestamp=moment), f"{paper.title or '公文'}.ofd", OFD
    )
