"""Every number of GB/T 9704-2012, measured on rendered ink."""

import pytest

from tests.lib.typeset.conformance import GROUPS, Sheets

pytestmark = pytest.mark.xdist_group("conformance")  # the sheets are set once


@pytest.fixture(scope="module")
def sheets():
    return Sheets()


@pytest.mark.parametrize("group", GROUPS)
def test_the_ink_agrees_with_the_standard(group, sheets):
    off = [number for number in GROUPS[group](sheets) if not number.holds]
    assert not off
