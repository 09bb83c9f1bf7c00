"""``{% load outgoing %}``: documents as text on pages."""

from django import template

from zhongshu.lib.document import Annex, Document, body_to_text, to_text

register = template.Library()


@register.filter
def body_text(document: Document) -> str:
    """The body, one paragraph a line."""
    return to_text(document)


@register.filter
def annex_body(annex: Annex) -> str:
    """An annex without its name, one paragraph a line."""
    return body_to_text(annex.blocks)
