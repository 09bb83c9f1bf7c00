"""Fifty people at once."""

import os
import threading
import time
from pathlib import Path
from random import Random

from tools.bench.clerk import PASSWORD, Clerk, Log
from tools.bench.county import SEED, prepared
from tools.bench.figures import Figure, percentile, spread
from tools.bench.site import Site
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.demo.county import County
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.models import Person

TITLE = "Fifty people at once"
PEOPLE, SECONDS = 50, 30
HOW = (
    f"{PEOPLE} people with accounts of their own sign in to `zhongshu serve` over HTTP and work for {SECONDS} s, each "
    "pausing one second on average between clicks: lists, paper pages, autosave of a draft, saving and submitting, search, "
    "the bell. Any answer but the wanted one counts as an error."
)


def measure() -> list[Figure]:
    """Requests, errors and times of everybody together and by kind."""
    names = _accounts(prepared())
    site = Site(Path(os.environ["ZHONGSHU_HOME"]))
    site.start()
    try:
        log = _work(site.address, names)
    finally:
        site.stop()
    everything = [taken for times in log.times.values() for taken in times]
    figures = [
        Figure("requests", len(everything), ""),
        Figure("requests a second", len(everything) / SECONDS, ""),
        Figure("errors", len(log.errors), "", target=0),
        *spread("all requests", everything),
    ]
    figures += [
        Figure(f"{kind}, p95 of {len(times)}", percentile(times, 0.95)) for kind, times in sorted(log.times.items())
    ]
    for error in log.errors[:10]:
        print(error)
    return figures


def _accounts(county: County) -> list[str]:
    """Fifty account names: the office first, then the towns and departments."""
    people = list(Person.objects.filter(left_on__isnull=True, administrator__isnull=True).select_related("user"))
    people.sort(key=lambda person: (person.organ_id != county.office.pk, person.pk))
    names = []
    for number, person in enumerate(people[:PEOPLE]):
        if person.user is None:
            org.give_account(actor=SYSTEM, person=person, username=f"u{number}", password=PASSWORD, check=False)
        names.append(person.user.get_username())
    return names


def _work(address: str, names: list[str]) -> Log:
    log = Log()
    clerks = [Clerk(address, name, Random(SEED + number), log) for number, name in enumerate(names)]
    for clerk in clerks:
        clerk.arrive()
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=clerk.work, args=(until,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return log
