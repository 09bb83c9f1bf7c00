"""What several pages answer with."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

#: Rows in a workbook; whoever needs more filters by year.
EXPORT_LIMIT = 20_000
#: In the place of a title that the person may not know: that the line exists is no secret, what it is about is.
UNKNOWN = "（无权查阅）"


def png(content: bytes | None) -> HttpResponse:
    """A picture made for this person now: shown, never kept by the browser. 404 when there is none."""
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file made for this person now: saved under its name, never kept by the browser."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
