from datetime import timedelta

import pytest
from django.utils import timezone

from zhongshu.apps.org import actions, queries
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Handover, StandIn
from zhongshu.apps.org.policy import Holding
from zhongshu.lib.refusal import Refused

NOW = timezone.now()


def delegate(cast, principal, stand_in, **more):
    return actions.set_stand_in(
        actor=principal,
        principal=principal,
        stand_in=stand_in,
        **{"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(days=1), **more},
    )


def test_a_delegation_counts_within_its_period_and_scope_only(cast):
    delegate(cast, cast.director, cast.deputy_director, scope="outgoing")
    assert queries.stand_in_for(cast.director, NOW, "outgoing") == cast.deputy_director
    assert queries.stand_in_for(cast.director, NOW, "incoming") is None
    assert queries.stand_in_for(cast.director, NOW + timedelta(days=2), "outgoing") is None


def test_a_chain_of_absences_leads_to_the_last_who_is_there(cast):
    delegate(cast, cast.director, cast.deputy_director)
    delegate(cast, cast.deputy_director, cast.section_head)
    assert queries.stand_in_for(cast.director, NOW) == cast.section_head


def test_a_circle_of_stand_ins_is_refused(cast):
    delegate(cast, cast.director, cast.deputy_director)
    with pytest.raises(Refused, match="互相委托"):
        delegate(cast, cast.deputy_director, cast.director)


def test_an_ab_partner_acts_only_while_the_principal_is_away(cast):
    delegate(cast, cast.clerk, cast.archivist, kind=StandIn.Kind.AB, ends_at=None)
    assert queries.stand_in_for(cast.clerk, NOW) is None
    actions.report_absence(
        actor=cast.clerk,
        person=cast.clerk,
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=3),
        reason="培训",
    )
    assert queries.stand_in_for(cast.clerk, NOW) == cast.archivist
    assert list(queries.principals_of(cast.archivist, NOW)) == [cast.clerk]


def test_strangers_cannot_arrange_somebody_elses_stand_in(cast):
    with pytest.raises(Refused):
        actions.set_stand_in(
            actor=cast.outsider,
            principal=cast.director,
            stand_in=cast.deputy_director,
            starts_at=NOW,
            ends_at=NOW + timedelta(days=1),
        )


@pytest.fixture
def held():
    """One thing held by whom ``held['by']`` says; ``held['stuck']`` keeps it from moving."""
    thing = {"by": None, "stuck": False}

    def ask(sender, person, **_):
        return [Holding("待办", "关于防汛的通知", "outgoing.paper", 7)] if thing["by"] == person else []

    def move(sender, leaver, successor, **_):
        if not thing["stuck"] and thing["by"] == leaver:
            thing["by"] = successor

    holding_asked.connect(ask)
    holdings_moved.connect(move)
    yield thing
    holding_asked.disconnect(ask)
    holdings_moved.disconnect(move)


def test_handover_moves_everything_in_one_act(cast, held):
    held["by"] = cast.drafter
    row = actions.hand_over(
        actor=cast.director, leaver=cast.drafter, successor=cast.section_head, reason="调离", leaving=True
    )
    assert held["by"] == cast.section_head
    assert [item["title"] for item in row.holdings] == ["关于防汛的通知"]
    cast.drafter.refresh_from_db()
    assert cast.drafter.left_on is not None
    assert not queries.current_posts(cast.drafter).exists()


def test_handover_refuses_to_finish_while_anything_is_left(cast, held):
    held.update(by=cast.drafter, stuck=True)
    with pytest.raises(Refused, match="关于防汛的通知"):
        actions.hand_over(
            actor=cast.director, leaver=cast.drafter, successor=cast.section_head, reason="调离", leaving=True
        )
    cast.drafter.refresh_from_db()
    assert cast.drafter.left_on is None
    assert not Handover.objects.exists()
