"""Draws numbers, in several threads at once: see tests/at_once.py."""

from threading import Thread
from typing import Any

from django.db import connection

from tests.cast import make_cast
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Number
from zhongshu.apps.outgoing.queries.numbers import proofs, series_of

PROCESSES, THREADS, DRAWS = 4, 3, 6


def prepare() -> None:
    make_cast()


def work(_: str) -> None:
    threads = [Thread(target=_draw) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _draw() -> None:
    clerk, code = Person.objects.get(name="孙小芳"), IssuerCode.objects.select_related("organ").get(code="明政办发")
    for turn in range(DRAWS):
        number = actions.reserve_number(actor=clerk, code=code, purpose="并发取号")
        if turn % 3 == 2:
            actions.void_number(actor=clerk, number=number, reason="并发作废")
    connection.close()


def found() -> dict[str, Any]:
    clerk = Person.objects.get(name="孙小芳")
    return {
        "series": [[proof.count, proof.whole] for proof in proofs(series_of(clerk))],
        "chain": verify().ok,
        "serials": sorted(Number.objects.values_list("serial", flat=True)),
    }
