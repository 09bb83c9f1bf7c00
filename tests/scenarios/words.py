"""Which of some words an answer carries, whatever it is: a page, JSON, a workbook, a PDF, a package of these."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable
from urllib.parse import unquote

import pypdfium2
from django.http import HttpResponseBase


def content_of(response: HttpResponseBase) -> bytes:
    """The whole body, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def words_in(response: HttpResponseBase, content: bytes, words: Iterable[str]) -> set[str]:
    """The words found in the body or in any header (file names, where to go next, cookies)."""
    headers = " ".join([*map(str, response.headers.values()), *(morsel.value for morsel in response.cookies.values())])
    text = text_of(content) + unquote(headers)
    return {word for word in words if word in text}


def text_of(content: bytes) -> str:
    """Everything readable in a body."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(text_of(package.read(name)) for name in package.namelist())
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        # Lines are broken anywhere on paper.
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    if content.startswith(b"\x89PNG"):
        return ""
    text = content.decode("utf-8", "replace")
    if "&#" in text:
        text = html.unescape(text)  # workbooks write Chinese as character references
    if text[:1] in "{[" and "\\u" in text:
        text += json.dumps(json.loads(text), ensure_ascii=False)
    return text
