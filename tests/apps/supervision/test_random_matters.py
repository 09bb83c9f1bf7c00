"""Random lives of matters: whatever people try in whatever order, nothing is without a holder or a next day, nothing lost."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.supervision import steps
from tests.cast import Cast
from zhongshu.apps.audit.queries import verify as verify_chain
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.models import Post
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.models import Closing, ProgressReport, SupervisedMatter, Urging, Verification
from zhongshu.apps.supervision.queries.matters import without_holder
from zhongshu.lib.refusal import Refused


class Life:
    """A few weeks of an office; every act is tried, what the rules refuse is left out."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.chance, self.day = cast, random.Random(seed), steps.MONDAY
        self.done, self.refused, self.opened, self.reports = 0, 0, 0, 0

    def live(self, acts: int) -> None:
        names = (
            "open",
            "split",
            "report",
            "verify",
            "extend",
            "decide",
            "propose",
            "answer",
            "close",
            "reopen",
            "reassign",
            "sweep",
            "pass",
            "hand",
        )
        weights = (3, 2, 6, 6, 2, 2, 4, 4, 4, 1, 2, 4, 5, 1)
        for _ in range(acts):
            name = self.chance.choices(names, weights)[0]
            try:
                with steps.on(self.day), transaction.atomic():
                    getattr(self, name)()
                self.done += 1
            except Refused:
                self.refused += 1
            self.check()

    def check(self) -> None:
        """What is true at every instant."""
        for matter in SupervisedMatter.objects.all():
            if matter.over:
                assert not matter.parts.filter(state="open").exists(), "a parent closed before its parts"
                assert matter.closings.filter(state=Closing.State.CLOSED).count() == 1
            else:
                assert Post.objects.filter(person=matter.person_id, unit=matter.unit_id, ended_on__isnull=True).exists()
                assert matter.next_report_on is not None
                assert not matter.closings.filter(state=Closing.State.CLOSED).exists()
            made = matter.reports.count()
            held = matter.reports.filter(in_time=True).exclude(verification__verdict__in=("sent_back", "false")).count()
            assert (matter.reports_made, matter.reports_held) == (made, held)
        assert not without_holder(self.cast.office).exists()
        assert SupervisedMatter.objects.count() == self.opened
        assert ProgressReport.objects.count() == self.reports

    def pick(self):
        found = list(SupervisedMatter.objects.order_by("pk"))
        if not found:
            raise Refused("nothing there")
        return steps.reload(self.chance.choice(found))

    def whom(self):
        cast = self.cast
        return self.chance.choice(
            [
                cast.town_clerk,
                cast.outsider,
                cast.supervision_officer,
                cast.director,
                cast.principal_leader,
                cast.drafter,
                cast.section_head,
            ]
        )

    def duties(self):
        unit, person = self.chance.choice(
            [("党政办公室", "town_clerk"), ("党政办公室", "outsider"), ("综合科", "drafter"), ("综合科", "town_clerk")]
        )
        deadline = self.day + timedelta(days=self.chance.randint(-2, 40))
        return steps.duties(
            self.cast, unit=self.cast.units[unit], person=self.cast.people[person], deadline=deadline,
            urgency=self.chance.choice(["normal", "urgent", "extra_urgent"]),
        )  # fmt: skip

    # -- acts --------------------------------------------------------------------------------------------------------

    def open(self):
        leader = self.chance.choice([None, self.cast.principal_leader])
        actions.open_matter(actor=self.whom(), source=steps.facts(self.cast, leader=leader), duties=self.duties())
        self.opened += 1

    def split(self):
        actions.split_matter(actor=self.whom(), parent=self.pick(), duties=self.duties())
        self.opened += 1

    def report(self):
        matter = self.pick()
        person = self.chance.choice([matter.person, self.whom()])
        done = self.chance.random() < 0.6
        files = [steps.FILE] if self.chance.random() < 0.8 else []
        actions.file_report(
            actor=person, matter=matter, progress="已完成若干项工作。", next_step="继续。", done=done, files=files
        )
        self.reports += 1

    def verify(self):
        waiting = (
            ProgressReport.objects.filter(verification__isnull=True).select_related("matter").order_by("-pk").first()
        )
        if waiting is None:
            raise Refused("nothing to verify")
        verdict = self.chance.choice(["true", "true", "true", "sent_back", "false"])
        actions.verify_report(
            actor=self.chance.choice([self.cast.supervision_officer, self.whom()]), report=waiting, verdict=verdict,
            reason="请补充", again_by=self.day + timedelta(days=2),
        )  # fmt: skip

    def extend(self):
        matter = self.pick()
        actions.ask_extension(
            actor=matter.person, matter=matter, wanted=matter.deadline + timedelta(days=7), reason="因故"
        )

    def decide(self):
        matter = self.pick()
        extension = matter.extensions.filter(state="asked").first()
        if extension is None:
            raise Refused("no extension")
        actions.decide_extension(
            actor=self.chance.choice([extension.leader, self.whom()]),
            extension=extension,
            granted=self.chance.random() < 0.7,
            words="知",
        )

    def propose(self):
        actions.propose_closing(
            actor=self.chance.choice([self.cast.supervision_officer, self.whom()]), matter=self.pick(), result="办成了"
        )

    def answer(self):
        closing = Closing.objects.filter(state="proposed").select_related("leader", "matter").order_by("?").first()
        if closing is None:
            raise Refused("no closing")
        agree = self.chance.random() < 0.7
        actions.answer_closing(
            actor=self.chance.choice([closing.leader, self.whom()]), closing=closing, agree=agree, words="知"
        )

    def close(self):
        actions.close_matter(actor=self.cast.supervision_officer, matter=self.pick())

    def reopen(self):
        actions.reopen_matter(
            actor=self.cast.supervision_officer,
            matter=self.pick(),
            reason="反复",
            deadline=self.day + timedelta(days=10),
        )

    def reassign(self):
        given = self.duties()
        actions.reassign_matter(
            actor=self.cast.supervision_officer,
            matter=self.pick(),
            unit=given.unit,
            person=given.person,
            reason="分工调整",
        )

    def sweep(self):
        actions.climb(now=timezone.now())

    def hand(self):
        leaver, successor = self.chance.sample([self.cast.town_clerk, self.cast.outsider, self.cast.drafter], 2)
        org.hand_over(actor=self.cast.sysadmin, leaver=leaver, successor=successor, reason="轮岗")

    def __getattr__(self, name):
        if name == "pass":
            return self._wait
        raise AttributeError(name)

    def _wait(self):
        self.day += timedelta(days=self.chance.choice([1, 1, 2, 7]))


@pytest.mark.django_db
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_random_lives_keep_every_promise(cast, seed):
    with suppress(_Undone), transaction.atomic():
        life = Life(cast, seed)
        for _ in range(3):
            steps.opened(cast, leader=life.chance.choice([None, cast.principal_leader]))
            life.opened += 1
        life.live(45)
        assert life.done > 5
        _traces()
        assert verify_chain().ok
        raise _Undone


class _Undone(Exception):
    """Each life begins on an empty ledger."""


def _traces() -> None:
    """From the sentence to the closing evidence, and back."""
    for closing in Closing.objects.filter(state=Closing.State.CLOSED).select_related("report", "matter__source"):
        matter, report = closing.matter, closing.report
        assert report is not None
        assert matter in matter.source.matters.all()
        assert Verification.objects.get(report=report).verdict == "true"
        evidence = list(report.evidence.all()) + [
            photo for check in matter.field_checks.all() for photo in check.photos.all()
        ]
        assert evidence
        assert evidence[0].matter.source.sentence
        assert matter.source.leader is None or closing.consented_at is not None
    keys = list(Urging.objects.values_list("matter", "clock", "round", "rung"))
    assert len(keys) == len(set(keys))
