"""Filters of the pages after a meeting: ``{% load meetings_after %}``."""

from django import template

from zhongshu.lib.meeting import money

register = template.Library()


@register.filter
def yuan(fen: int) -> str:
    """Fen as yuan: 1234567 → 12,345.67."""
    return money.yuan(fen)


@register.filter
def capital(fen: int) -> str:
    """Fen in capitals: 壹万贰仟…."""
    return money.capital(fen)


@register.filter
def minus(number: int) -> int:
    return -number
