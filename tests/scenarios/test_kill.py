"""kill -9 of server and worker in the middle of the main job: nothing half done, nothing lost that was confirmed."""

import http.client
import re
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest
from tools.bench.site import Site

from tests import migrated
from tests.scenarios.ledger import Ledger
from tests.scenarios.main_job import Act, MainJob

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill")]

KILLS = 22
#: A kill falls within this many seconds after an act was begun: while its page is fetched, while it is sent, or after.
LATEST = 0.5
SEED = 20261121


@pytest.fixture
def site(tmp_path: Path):
    """A site over a fresh office."""
    migrated.lay_down(tmp_path)
    served = Site(tmp_path, workers="1")
    office = [sys.executable, "-m", "tests.scenarios.small_office"]
    settings = {**served.environment, "DJANGO_SETTINGS_MODULE": "zhongshu.config.settings"}
    made = subprocess.run(office, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert made.returncode == 0, made.stderr
    served.start()
    yield served
    served.kill()


class Trial:
    """The job, interrupted: what was confirmed, how often the power failed."""

    def __init__(self, site: Site) -> None:
        self.site, self.ledger = site, Ledger(site.home)
        self.job = MainJob(site.address, self.ledger)
        self.random = Random(SEED)
        self.confirmed: list[Act] = []
        self.kills = 0

    def do(self, act: Act, *, killing: bool) -> None:
        """Send the act, perhaps killing everything meanwhile, until it is done."""
        while True:
            answered = self._send(act, killing=killing)
            done = self._all_or_nothing(act)
            assert done or not answered, f"{act.name} was confirmed and is lost"
            if done:
                break
            killing = False
        if act.lasting:
            self.confirmed.append(act)

    def _send(self, act: Act, *, killing: bool) -> bool:
        """Whether an answer that confirms the act was received. With ``killing`` the site is dead and restarted after it."""
        killer = threading.Timer(self.random.uniform(0, LATEST), self.site.kill)
        if killing:
            killer.start()
        try:
            answer = act.send()
        except (OSError, http.client.HTTPException, LookupError):
            if not killing:
                raise
            answered = False
        else:
            answered = answer.status in (200, 302)
            assert answered or killing, f"{act.name}: {answer.status} {_sentences(answer.text)}"
        if killing:
            killer.join()
            self._after_a_kill()
        return answered

    def _after_a_kill(self) -> None:
        self.kills += 1
        for visitor in self.job.visitors.values():
            visitor.close()  # as browsers find out when the other side is gone
        verdict = subprocess.Popen(
            [sys.executable, "-m", "zhongshu.cli", "verify"],
            env=self.site.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.site.start()
        said, _ = verdict.communicate(timeout=120)
        assert verdict.returncode == 0, f"after kill {self.kills}: {said}"
        assert not self.ledger.faults(), f"after kill {self.kills}: {self.ledger.faults()}"
        for act in self.confirmed:
            assert self._all_or_nothing(act), f"after kill {self.kills}: {act.name} is lost"

    def _all_or_nothing(self, act: Act) -> bool:
        """Whether the act is done; a part of it alone is a failure."""
        facts = [bool(self.ledger.one(fact)) for fact in act.facts]
        assert len(set(facts)) == 1, f"{act.name} is half done: {dict(zip(act.facts, facts, strict=True))}"
        return facts[0]


def _sentences(page: str) -> list[str]:
    """The paragraphs of a page that refuses."""
    return re.findall("<p[^>]*>([^<]+)", page)


def test_the_main_job_survives_every_kill(site):
    trial = Trial(site)
    trial.job.sign_in()
    acts = trial.job.acts()
    chosen = set(trial.random.sample(range(len(acts)), min(KILLS, len(acts))))
    for number, act in enumerate(acts):
        trial.do(act, killing=number in chosen)
    assert trial.kills >= 20
    number, state, distributed = trial.ledger.rows("SELECT number_text, state, distributed_at FROM outgoing_paper")[0]
    assert number.startswith("明政办函〔")
    assert state == "done"
    assert distributed
    assert trial.ledger.one("SELECT COUNT(*) FROM outgoing_sealuse") == 1
    assert trial.ledger.one("SELECT COUNT(*) FROM archive_item") == 1
    assert trial.ledger.one("SELECT COUNT(*) FROM flow_deferredsignature WHERE state = 'owed'") == 0
