"""OFD (GB/T 33190-2016), on trial."""

from ..ofd import ofd_of
from ..render import DEFAULT_TIMESTAMP
from .request import Output, Request

SUFFIX = ".ofd"
NAME = "OFD（试用）"
FORMS = True


def write(request: Request) -> Output:
    """One file, glyph for glyph the PDF."""
    done = request.job().pdf(request.timestamp)
    document = request.document
    author = "、".join(document.issuer_marks) or document.byline
    moment = request.timestamp or DEFAULT_TIMESTAMP
    content = ofd_of(done.pdf, title=document.plain_title, author=author, timestamp=moment)
    return Output((content,), done.pages, done.fonts_used, done.missing, done.fell_back)
