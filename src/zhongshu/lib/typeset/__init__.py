"""Typesetting: official documents and office forms as PDF/A, page images and SVG, true to GB/T 9704-2012."""

from .catalogue import Template, faults, template_for, templates
from .docx import FontNames, to_docx
from .fonts import FontSet
from .forms import Fields, Opinion, Opinions, to_form_pdf, to_ledger_pdf, to_slip_pdf
from .ofd import to_ofd
from .render import Rendered, seal_places, to_pages, to_pdf, to_svg
from .seals import SealImage

__all__ = [
    "Fields",
    "FontNames",
    "FontSet",
    "Opinion",
    "Opinions",
    "Rendered",
    "SealImage",
    "Template",
    "faults",
    "seal_places",
    "template_for",
    "templates",
    "to_docx",
    "to_form_pdf",
    "to_ledger_pdf",
    "to_ofd",
    "to_pages",
    "to_pdf",
    "to_slip_pdf",
    "to_svg",
]
