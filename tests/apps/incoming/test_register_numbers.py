"""收文号 drawn by many clerks at one moment: gapless, none twice, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys

import pytest

from tests import postgres

CHECK = """
import django, json; django.setup()
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.demo.year.reckoning import gaps
from zhongshu.apps.flow.models import Flow
from zhongshu.apps.incoming.models import Paper, RegisterSeries
print(json.dumps({
    "serials": sorted(Paper.objects.values_list("register_serial", flat=True)),
    "last": list(RegisterSeries.objects.values_list("last", flat=True)), "chain": verify().ok, "gaps": gaps(),
    "flows": Flow.objects.count(),
}))
"""
PROCESSES, THREADS, PAPERS = 3, 2, 6


def registered_at_once(home, address):
    environment = os.environ | {
        "ZHONGSHU_HOME": str(home), "ZHONGSHU_DATABASE": address, "DJANGO_SETTINGS_MODULE": "zhongshu.config.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "tests.apps.outgoing.drawing", "prepare"], env=environment, check=True)
    module = [sys.executable, "-m", "tests.apps.incoming.drawing", str(THREADS), str(PAPERS)]
    running = [subprocess.Popen(module, env=environment) for _ in range(PROCESSES)]
    assert [process.wait(timeout=300) for process in running] == [0] * PROCESSES
    answer = subprocess.run([sys.executable, "-c", CHECK], env=environment, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout.strip().splitlines()[-1])


def check(found):
    total = PROCESSES * THREADS * PAPERS
    assert found["serials"] == list(range(1, total + 1))
    assert found["last"] == [total]
    assert found["gaps"] == []
    assert found["chain"]
    assert found["flows"] == total * 2 // 3


def test_many_clerks_at_once_on_sqlite(tmp_path):
    check(registered_at_once(tmp_path, ""))


@pytest.mark.skipif(not postgres.available(), reason="no PostgreSQL server binaries here")
def test_many_clerks_at_once_on_postgresql(tmp_path):
    cluster = postgres.Cluster()
    try:
        check(registered_at_once(tmp_path, cluster.start()))
    finally:
        cluster.stop()
