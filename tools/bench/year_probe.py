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
from tools.bench.year import PAGES, SWEEPS, TIMES
from zhongshu.config.installation import start_django


def main() -> None:
    start_django()
    settings.ALLOWED_HOSTS = ["*"]
    from zhongshu.apps.audit.models import Entry
    from zhongshu.apps.demo.tree import find_county
    from zhongshu.apps.demo.year.reckoning import reckon
    from zhongshu.apps.flow.models import Work

    if "--reckon" in sys.argv:
        print(reckon(), file=sys.stderr)
    county = find_county()
    times = {path: repeated(TIMES, _opening(county[_reader(path)], path), clock=process_time) for path in PAGES}
    times["sweep"] = _sweeps()
    from zhongshu.apps.incoming.models import Paper as IncomingPaper
    from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
    from zhongshu.apps.supervision.models import SupervisedMatter

    sizes = {
        "收文": IncomingPaper.objects.count(), "发文": OutgoingPaper.objects.count(),
        "督办事项": SupervisedMatter.objects.count(), "办理事项": Work.objects.count(), "审计记录": Entry.objects.count(),
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


def _sweeps() -> list[float]:
    """Every sweep of the house for the morning after the last act, each time from the same state."""
    from zhongshu.apps.audit.models import Entry
    from zhongshu.apps.demo.clock import at
    from zhongshu.apps.jobs.registry import all_sweeps

    last = Entry.objects.order_by("-seq").values_list("at", flat=True)[0]
    morning = timezone.localtime(last).replace(hour=6, minute=0) + timedelta(days=1)
    taken: list[float] = []
    for turn in range(SWEEPS + 1):
        with transaction.atomic(), at(morning):
            timed([] if turn == 0 else taken, lambda: [sweep.run(morning) for sweep in all_sweeps()], process_time)
            transaction.set_rollback(True)
    return taken


if __name__ == "__main__":
    main()
