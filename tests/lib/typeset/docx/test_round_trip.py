"""Model → DOCX → model: no element is lost, whatever the paper is."""

import dataclasses
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings

from tests.lib.document.strategies import documents, natural_documents
from tests.lib.typeset.docx.rendering import PAPERS
from zhongshu.lib.document import Align, Document, Layout, PageBreak, Paragraph, Table, reading
from zhongshu.lib.typeset import to_docx
from zhongshu.lib.typeset.docx import writer
from zhongshu.lib.typeset.docx.facts import Facts

# What the laid-out page tells moves the record and a few lines of text; asking it takes most of the time.
UNASKED = mock.patch.object(writer, "facts", return_value=Facts())


def lost(document: Document) -> dict[str, tuple[object, object]]:
    """Elements that came back otherwise."""
    found = reading.from_docx(to_docx(document)).document
    return {
        field.name: (getattr(document, field.name), getattr(found, field.name))
        for field in dataclasses.fields(document)
        if getattr(document, field.name) != getattr(found, field.name)
    }


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_comes_back_as_it_was(name):
    assert lost(PAPERS[name]) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_no_element_is_lost_where_the_page_was_asked(document):
    assert lost(document) == {}


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_no_element_of_five_hundred_papers_is_lost(document):
    with UNASKED:
        assert lost(document) == {}


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(natural_documents)
def test_marks_merges_pictures_and_pages_across_come_back(document):
    with UNASKED:
        assert lost(document) == {}


@pytest.mark.parametrize(
    "document",
    [
        Document(title="讲话", layout=Layout.MANUSCRIPT, subtitle="高建国", byline="高建国", body=(Paragraph("同志们。"),)),
        Document(
            title="通知",
            body=(
                Paragraph("有关情况如下。"), PageBreak(), Paragraph("表1", align=Align.LEFT),
                Table(rows=(("乡镇",),), landscape=True),
            ),
        ),
    ],
    ids=["a subtitle that is the byline's own words", "a page asked for before a table across with its caption"],
)  # fmt: skip
def test_what_is_easily_mixed_up_comes_back(document):
    with UNASKED:
        assert lost(document) == {}
