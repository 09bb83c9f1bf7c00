"""Pages as SVG."""

from .request import Output, Request

SUFFIX = ".svg"
NAME = "SVG页面图形"
FORMS = True


def write(request: Request) -> Output:
    """One file a page."""
    job = request.job()
    pages = tuple(page.encode("utf-8") for page in job.svg())
    return Output(pages, len(pages), job.book.used(), job.missing, job.fell_back)
