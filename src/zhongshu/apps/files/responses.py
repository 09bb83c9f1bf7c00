"""Sending a stored file to the browser. There is no address for files as such: each app asks its own door first."""

from urllib.parse import quote

from django.http import FileResponse

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.files.policy import JPEG, PDF, PNG

SHOWN_IN_PAGE = frozenset({PDF, PNG, JPEG})


def serve(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as a download, or inside the page for kinds that cannot carry script."""
    disposition = "inline" if inline and stored.media_type in SHOWN_IN_PAGE else "attachment"
    response = FileResponse(stored.open(), content_type=stored.media_type)
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(stored.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
