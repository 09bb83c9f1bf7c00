"""A paper from draft to archive, by acts."""

import pytest

from tests.apps.outgoing import steps
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Delivery, SignOff
from zhongshu.apps.outgoing.queries import received_by, visible_to
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_use_of
from zhongshu.apps.outgoing.queries.numbers import number_of

pytestmark = pytest.mark.django_db


def test_a_paper_goes_from_draft_to_archive(cast):
    paper = steps.new_paper(cast)
    assert paper.state == "draft"
    paper = steps.to_step(cast, paper, "archive")
    assert paper.number_text.startswith("明政办函〔")
    assert paper.number_text.endswith("〕1号")
    assert number_of(paper).serial == 1
    sign_off = SignOff.objects.get(paper=paper)
    assert (sign_off.signatory, sign_off.opinion) == (cast.principal_leader, "同意印发")
    printing = printing_of(paper)
    assert printing.content["number"]["serial"] == 1
    assert printing.content["document_date"] == sign_off.signed_on.isoformat()
    assert printing.file.read().startswith(b"%PDF")
    assert seal_use_of(printing).file.sha256 != printing.file.sha256
    (delivery,) = received_by(cast.town_clerk)
    assert not visible_to(cast.town_clerk).exists()
    actions.open_delivery(actor=cast.town_clerk, delivery=delivery)
    actions.acknowledge_receipt(actor=cast.town_clerk, delivery=delivery)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.SIGNED
    assert verify().ok
