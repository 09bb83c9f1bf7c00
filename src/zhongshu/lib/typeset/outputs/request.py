"""What is to be written, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from zhongshu.lib.document import Document

from ..fonts import FontSet
from ..forms import form_job
from ..render import Job, job_for
from ..seals import SealImage


@dataclass(frozen=True, slots=True)
class Request:
    """One document, or the data of one form with the template it is for, and how it is to look."""

    document: Document = field(default_factory=Document)
    form: dict[str, Any] | None = None
    template: str = ""
    fonts: FontSet = field(default_factory=FontSet)
    seals: tuple[SealImage, ...] = ()
    watermark: str = ""
    timestamp: datetime | None = None
    templates: Path | None = None
    ppi: float = 144

    def job(self) -> Job:
        """Everything ready for Typst."""
        if self.form is not None:
            return form_job(self.template, self.form, self.fonts, self.watermark, self.templates)
        return job_for(self.document, self.fonts, self.seals, self.watermark, self.templates)


@dataclass(frozen=True, slots=True)
class Output:
    """The files written (one, or one a page) and what fonts did: see :class:`~zhongshu.lib.typeset.Rendered`."""

    files: tuple[bytes, ...]
    pages: int
    fonts_used: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    fell_back: dict[str, str] = field(default_factory=dict)
