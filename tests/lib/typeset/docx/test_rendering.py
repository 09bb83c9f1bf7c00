"""The DOCX in a word processor is the page of the PDF: the same pages, the same lines, every number of the standard."""

import pytest

from tests.lib.typeset.conformance import GROUPS, Sheets, office_holds
from tests.lib.typeset.docx.rendering import PAPERS, lines, rendered, set_by_office
from tests.lib.typeset.office import MISSING, soffice
from zhongshu.lib.typeset import to_pdf

pytestmark = [pytest.mark.skipif(not soffice(), reason=MISSING), pytest.mark.xdist_group("office")]


@pytest.fixture(scope="module")
def sheets():
    return Sheets(set_by_office)


@pytest.mark.parametrize("group", GROUPS)
def test_the_ink_of_the_docx_agrees_with_the_standard(group, sheets):
    off = [number for number in GROUPS[group](sheets) if not office_holds(number)]
    assert not off


@pytest.mark.parametrize("name", PAPERS)
def test_pages_and_lines_are_those_of_the_pdf(name):
    ours, theirs = lines(to_pdf(PAPERS[name]).pdf), lines(rendered()[f"paper-{name}"])
    assert len(ours) == len(theirs)
    for one, two in zip(ours, theirs, strict=True):
        assert [line[0] for line in one] == [line[0] for line in two]
