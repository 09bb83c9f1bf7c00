"""A register as a typeset sheet (PDF/A), for signing and binding."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.lib.typeset import to_ledger_pdf

#: Rows on paper; more than that is looked up on the screen or exported.
MOST_ROWS = 2000


def ledger_pdf(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, subtitle: str = "", closing: str = ""
) -> HttpResponse:
    """The rows (at most ``MOST_ROWS``) as a PDF/A shown in the browser. ``closing`` stands below the last row."""
    cells = [[_words(cell) for cell in row] for row in rows]
    if len(cells) > MOST_ROWS:
        cells, closing = cells[:MOST_ROWS], f"本表只印前 {MOST_ROWS} 行。{closing}"
    rendered = to_ledger_pdf(
        title,
        columns,
        cells,
        subtitle=subtitle,
        closing=closing,
        printed=timezone.localdate(),
        landscape=True,
        fonts=fonts(),
        timestamp=timezone.now().replace(microsecond=0),
    )
    response = HttpResponse(rendered.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title)}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
