"""Document → DOCX with real named styles, which WPS and Word users go on editing; line for line the page of the PDF."""

from __future__ import annotations

from .styles import FontNames
from .writer import to_docx

__all__ = ["FontNames", "to_docx"]
