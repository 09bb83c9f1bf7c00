"""Times of one simulated home, as JSON on the last line: run by ``tools.bench.year`` with ZHONGSHU_HOME set."""

import json
import sys
from datetime import timedelta
from time import process_time

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tools.bench.figures import repeated, timed
from tools.bench.year import PAGES, PASSES, SWEEPS, TIMES
from zhongshu.config.installation import load_pages, start_django


def main() -> None:
    start_django()
    load_pages()  # as the server does
    settings.ALLOWED_HOSTS = ["*"]
    from zhongshu.apps.audit.models import Entry
    from zhongshu.apps.demo.tree import find_county
    from zhongshu.apps.demo.year.reckoning import reckon
    from zhongshu.apps.flow.models import Work

    if "--reckon" in sys.argv:
        print(reckon(), file=sys.stderr)
    county = find_county()
    times = {path: repeated(TIMES, _opening(county[_reader(path)], path), clock=process_time) for path in PAGES}
    swept, told = _sweeps()
    times |= swept
    from zhongshu.apps.incoming.models import Paper as IncomingPaper
    from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
    from zhongshu.apps.supervision.models import SupervisedMatter

    sizes = {
        "收文": IncomingPaper.objects.count(), "发文": OutgoingPaper.objects.count(),
        "督办事项": SupervisedMatter.objects.count(), "办理事项": Work.objects.count(), "审计记录": Entry.objects.count(),
        "夜间巡查告知": told,
    }  # fmt: skip
    print(json.dumps({"times": times, "sizes": sizes}))


def _reader(path: str) -> str:
    return "supervision_officer" if path.startswith("/supervision") else "director"


def _opening(person, path):
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def open_page() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"

    return open_page


def _sweeps() -> tuple[dict[str, list[float]], int]:
    """Every sweep of the house for the morning after the last act, each time from the same state: in milliseconds the first
    run, the runs after it that find nothing left, and the first a thing told; and how many things were told."""
    from zhongshu.apps.audit.models import Entry
    from zhongshu.apps.demo.clock import at
    from zhongshu.apps.jobs.registry import all_sweeps

    last = Entry.objects.order_by("-seq").values_list("at", flat=True)[0]
    morning = timezone.localtime(last).replace(hour=6, minute=0) + timedelta(days=1)
    first: list[float] = []
    again: list[float] = []
    told = 0
    for turn in range(SWEEPS + 1):
        with transaction.atomic(), at(morning):
            told = timed(first, lambda: sum(sweep.run(morning) for sweep in all_sweeps()), process_time)
            for _ in range(PASSES):
                left = timed(again, lambda: sum(sweep.run(morning) for sweep in all_sweeps()), process_time)
                assert not left, f"{left} things were told twice"
            transaction.set_rollback(True)
        if turn == 0:
            first.clear()
            again.clear()
    return {"sweep": first, "pass": again, "told": [time / max(1, told) for time in first]}, told


if __name__ == "__main__":
    main()
