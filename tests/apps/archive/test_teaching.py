"""What the proofreader may learn from the archive, and that the reading is on record."""

import pytest

from tests.apps.outgoing import steps
from zhongshu.apps.archive import actions, teaching
from zhongshu.apps.archive.models import Item, Retention
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.models import Entry


@pytest.fixture
def item(cast):
    actions.set_fonds(actor=SYSTEM, organ=cast.office, code="Z109")
    paper = steps.to_step(cast, steps.new_paper(cast), "archive")
    return actions.file_paper(actor=cast.archivist, paper=paper, retention=Retention.PERMANENT)


@pytest.mark.parametrize(
    ("secrecy", "internal", "count"), [(0, False, 1), (1, False, 0), (1, True, 1), (2, True, 0), (4, True, 0)]
)
def test_public_papers_and_on_demand_those_within_the_ceiling(item, secrecy, internal, count):
    Item.objects.filter(pk=item.pk).update(secrecy=secrecy)
    assert len(teaching.texts(actor=SYSTEM, internal=internal)) == count


def test_the_words_are_the_papers_and_the_reading_is_on_record(item):
    (text,) = teaching.texts(actor=SYSTEM, internal=False)
    assert item.title in text
    entry = Entry.objects.filter(verb="archive.learn").latest("seq")
    assert "学习归档文件" in entry.summary


def test_a_public_ceiling_holds_back_internal_papers(item, settings):
    settings.SECRECY_CEILING = "public"
    Item.objects.filter(pk=item.pk).update(secrecy=1)
    assert teaching.texts(actor=SYSTEM, internal=True) == []


def test_a_damaged_package_teaches_nothing(item, monkeypatch):
    monkeypatch.setattr(type(item.package), "read", lambda _: b"no zip")
    assert teaching.texts(actor=SYSTEM, internal=False) == []
