"""DOCX with named styles, for going on writing in WPS or Word."""

from ..docx import to_docx
from ..render import job_for
from .request import Output, Request

SUFFIX = ".docx"
NAME = "DOCX"
FORMS = False


def write(request: Request) -> Output:
    """One file. Pages and fonts are those of the PDF."""
    content = to_docx(
        request.document,
        fonts=request.fonts,
        seals=request.seals,
        watermark=request.watermark,
        timestamp=request.timestamp,
        templates=request.templates,
    )
    job = job_for(request.document, request.fonts, request.seals, request.watermark, request.templates)
    return Output((content,), job.pdf(request.timestamp).pages, job.book.used(), job.missing, job.fell_back)
