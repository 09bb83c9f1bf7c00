"""Output formats, one module each, found by discovery: a new file here is a new format and nothing else changes.

A module says ``SUFFIX`` (".pdf"), ``NAME`` (what users read), ``FORMS`` (whether forms, too, can be written so) and
``write(request) -> Output``.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from zhongshu.lib.refusal import Refused

from .request import Output, Request

__all__ = ["Format", "Output", "Request", "formats", "write"]


class Format(Protocol):
    """What a module of this package looks like."""

    SUFFIX: str
    NAME: str
    FORMS: bool

    def write(self, request: Request) -> Output: ...


@cache
def formats() -> dict[str, Format]:
    """Every format by suffix."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "request")
    found = [cast(Format, import_module(f"{__name__}.{name}")) for name in names]
    return {item.SUFFIX: item for item in found}


def write(request: Request, suffix: str) -> Output:
    """Write a request in the format of a suffix (".pdf"). ``Refused`` for a suffix nobody writes."""
    form = formats().get(suffix.lower())
    if form is None:
        raise Refused(f"不能输出“{suffix}”格式。", remedy=f"可用的格式：{'、'.join(sorted(formats()))}。")
    if request.form is not None and not form.FORMS:
        raise Refused(f"表单不能输出为{form.NAME}。", remedy="请输出为PDF、PNG或者SVG。")
    return form.write(request)


def suffix_of(name: str) -> str:
    """The suffix of a file name, in small letters."""
    return Path(name).suffix.lower()
