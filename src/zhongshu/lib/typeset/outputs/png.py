"""Page images."""

from .request import Output, Request

SUFFIX = ".png"
NAME = "PNG页面图片"
FORMS = True


def write(request: Request) -> Output:
    """One file a page."""
    job = request.job()
    pages = tuple(job.pages(request.ppi))
    return Output(pages, len(pages), job.book.used(), job.missing, job.fell_back)
