"""What came to an AB角 while the one with the duty was away can be finished by the AB角, and by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.apps.incoming import steps as incoming_steps
from tests.apps.outgoing import steps
from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.models import Item
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.models import Absence
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Paper
from zhongshu.lib.refusal import Refused


def away(principal, stand_in):
    """The principal goes away and has an AB角."""
    now = timezone.now()
    org.set_stand_in(
        actor=principal,
        principal=principal,
        stand_in=stand_in,
        kind="ab",
        starts_at=now - timedelta(hours=1),
        reason="AB角",
    )
    return Absence.objects.create(
        person=principal, starts_at=now - timedelta(minutes=30), ends_at=now + timedelta(days=2), reason="出差"
    )


def test_the_keepers_stand_in_seals_what_came_meanwhile(cast):
    absence = away(cast.seal_keeper, cast.confidential_officer)
    paper = steps.to_step(cast, steps.new_paper(cast), "seal")
    steps.deposit_seal(cast)
    absence.delete()  # the keeper is back, the paper still lies with the stand-in
    with pytest.raises(Refused):
        actions.affix_seal(actor=cast.drafter, paper=paper)
    use = actions.affix_seal(actor=cast.confidential_officer, paper=paper)
    assert use.by == cast.confidential_officer
    entry = Entry.objects.get(verb="outgoing.affix_seal")
    assert entry.on_behalf_of == cast.seal_keeper.name
    assert Paper.objects.get(pk=paper.pk).state == "distribute"


def test_the_archivists_stand_in_files_what_came_meanwhile(cast):
    archive.set_fonds(actor=SYSTEM, organ=cast.office, code="J028")
    absence = away(cast.archivist, cast.vetter)
    paper = incoming_steps.to_step(cast, incoming_steps.registered(cast), "archive")
    absence.delete()
    with pytest.raises(Refused):
        archive.file_paper(actor=cast.clerk, paper=paper, retention="D10")
    archive.file_paper(actor=cast.vetter, paper=paper, retention="D10")
    assert Item.objects.get().filed_by == cast.vetter
