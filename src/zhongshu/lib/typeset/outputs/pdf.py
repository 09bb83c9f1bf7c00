"""PDF/A-2b."""

from .request import Output, Request

SUFFIX = ".pdf"
NAME = "PDF"
FORMS = True


def write(request: Request) -> Output:
    """One file."""
    done = request.job().pdf(request.timestamp)
    return Output((done.pdf,), done.pages, done.fonts_used, done.missing, done.fell_back)
