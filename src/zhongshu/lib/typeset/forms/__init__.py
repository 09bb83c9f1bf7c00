"""Office forms as PDF/A: ledgers and lists, handling slips, table signs, and whatever an office makes a template for.

A module named after a template's folder may prepare its data (``view``); a template without one gets the data as they are.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from zhongshu.lib.refusal import Refused

from ..catalogue import find
from ..fonts import FontSet
from ..render import Job, Rendered, prepare
from .ledger import to_ledger_pdf
from .shape import fitted
from .slip import Fields, Opinion, Opinions, to_slip_pdf

__all__ = ["Fields", "Opinion", "Opinions", "form_job", "to_form_pdf", "to_ledger_pdf", "to_slip_pdf"]


def form_job(
    name: str, data: Any, fonts: FontSet | None = None, watermark: str = "", templates: Path | None = None
) -> Job:
    """A form's data, of the shape of the template's example, ready to compile."""
    template = find(name, templates)
    if template.takes != "form":
        raise Refused(f"模板“{template.name}”用于公文，不能排表单数据。", remedy="请提供公文要素文件。")
    examples = list(template.examples().values())
    prepared = fitted(data, examples[0]) if examples else data
    module = f"{__name__}.{template.code}"
    if not template.own and template.code.isidentifier() and find_spec(module):
        prepared = import_module(module).view(prepared)
    titled = {"plain_title": str(prepared.get("title") or template.name)}
    return prepare(titled | prepared, template, fonts, (), watermark)


def to_form_pdf(
    name: str,
    data: Any,
    *,
    fonts: FontSet | None = None,
    watermark: str = "",
    timestamp: datetime | None = None,
    templates: Path | None = None,
) -> Rendered:
    """The form of a template's code or name, filled with ``data``, as PDF/A-2b."""
    return form_job(name, data, fonts, watermark, templates).pdf(timestamp)
