"""Registers papers, in several threads at once: see tests/at_once.py."""

import os
from threading import Thread
from typing import Any

from django.db import connection

from tests.cast import make_cast
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.demo.year.reckoning import gaps
from zhongshu.apps.flow.models import Flow
from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.models import Paper, RegisterSeries
from zhongshu.apps.org.models import Person

PROCESSES, THREADS, PAPERS = 3, 2, 6


def prepare() -> None:
    make_cast()


def work(_: str) -> None:
    threads = [Thread(target=_register, args=(os.getpid(), no)) for no in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _register(process: int, thread: int) -> None:
    clerk = Person.objects.select_related("organ").get(name="孙小芳")
    for turn in range(PAPERS):
        name = f"{process}-{thread}-{turn}"
        if turn % 3 == 2:
            actions.keep_entry(actor=clerk, sender=f"来文单位{name}", secrecy=2, copies=[("000001", "保密柜")])
            continue
        paper = actions.receive(actor=clerk, sender=f"来文单位{name}", title=f"第{name}件来文")
        actions.register(actor=clerk, paper=paper, fields={"title": paper.title, "sender": paper.sender, "secrecy": 0})
    connection.close()


def found() -> dict[str, Any]:
    return {
        "serials": sorted(Paper.objects.values_list("register_serial", flat=True)),
        "last": list(RegisterSeries.objects.values_list("last", flat=True)),
        "chain": verify().ok,
        "gaps": gaps(),
        "flows": Flow.objects.count(),
    }
