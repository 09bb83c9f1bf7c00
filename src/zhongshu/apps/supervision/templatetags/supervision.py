"""Tags of the supervision pages: ``{% load supervision %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhongshu.apps.supervision.policy.ledger_sheet import shown

register = template.Library()

WIDTH, HEIGHT = 72, 14


@register.simple_tag
def rate_bar(rate: float | None, what: str) -> SafeString:
    """A bar for a share from 0 to 1 with its number beside it; the frame is the whole, so it reads without colour."""
    if rate is None:
        return format_html('<span class="muted">{}</span>', "无")
    percent = f"{rate:.0%}"
    return format_html(
        '<svg width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-label="{what} {percent}">'
        '<rect x="0.5" y="0.5" width="{iw}" height="{ih}" fill="none" stroke="currentColor" stroke-opacity="0.5"></rect>'
        '<rect x="0.5" y="0.5" width="{bar}" height="{ih}" fill="currentColor" fill-opacity="0.65"></rect></svg> {percent}',
        w=WIDTH, h=HEIGHT, iw=WIDTH - 1, ih=HEIGHT - 1, bar=f"{(WIDTH - 1) * rate:.1f}", what=what, percent=percent,
    )  # fmt: skip


@register.filter
def unit_of(matter: object) -> str:
    """The responsible unit as the ledger names it."""
    unit, organ = matter.unit, matter.organ_id  # type: ignore[attr-defined]
    return str(unit) if unit.organ_id == organ else f"{unit.organ.short_name} {unit}"


@register.filter
def in_words(cells: list[Any]) -> str:
    """A row of an old ledger as one reads it; empty cells say nothing."""
    return " | ".join(words for cell in cells if (words := shown(cell)))
