"""The usual term of keeping, by the kinds as papers carry them."""

import pytest

from zhongshu.apps.archive.models import Retention
from zhongshu.apps.archive.policy import USUAL_RETENTION, usual_retention
from zhongshu.lib.document.kinds import CURRENT_EDITION, KINDS, Family


def test_every_statutory_kind_has_its_own_term():
    statutory = {
        key for key, kind in KINDS.items() if kind.family is Family.STATUTORY and kind.edition == CURRENT_EDITION
    }
    assert set(USUAL_RETENTION) == statutory


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("request", Retention.PERMANENT),
        ("minutes", Retention.PERMANENT),
        ("notice", Retention.THIRTY_YEARS),
        ("letter", Retention.TEN_YEARS),
        ("briefing", Retention.TEN_YEARS),
    ],
)
def test_the_term_follows_the_kind(kind, term):
    assert usual_retention(kind) == term
