from datetime import timedelta

import pytest
from django.utils import timezone

from zhongshu.apps.jobs import actions, registry
from zhongshu.apps.jobs.models import SweepRun

NOW = timezone.now()


@pytest.fixture
def sweeps(monkeypatch, db):
    """Two sweeps, one of which fails; calls are counted."""
    calls = []

    def good(now):
        calls.append(now)
        return 3

    def bad(now):
        raise ValueError("坏了")

    both = [registry.Sweep("test.bad", 1, bad), registry.Sweep("test.good", 10, good)]
    monkeypatch.setattr(actions, "all_sweeps", lambda: both)
    return calls


def test_a_failing_sweep_stops_no_other_and_its_error_is_kept(sweeps):
    assert actions.run_due(NOW) == {"test.bad": 0, "test.good": 3}
    assert "坏了" in SweepRun.objects.get(name="test.bad").last_error


def test_a_sweep_waits_for_its_time_and_survives_a_clock_set_back(sweeps):
    for minutes in (0, 5, 10):
        actions.run_due(NOW + timedelta(minutes=minutes))
    assert len(sweeps) == 2
    actions.run_due(NOW - timedelta(days=1))
    assert len(sweeps) == 3


def test_every_declared_sweep_runs_on_an_empty_house(cast):
    results = actions.run_due(NOW)
    assert set(results) == {item.name for item in registry.all_sweeps()}
    assert not SweepRun.objects.exclude(last_error="").exists()
