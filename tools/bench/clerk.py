"""One person of the crowd: signs in, begins a paper where that is their job, and works until the time is up."""

import http.client
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote

from tools.bench.forms import Form
from tools.bench.visitor import Answer, Visitor

#: The demo county's own; nothing real is behind it.
PASSWORD = "zhongshu-demo"
PAUSE = 1.0  # seconds between two clicks, on average
QUERIES = ["防汛", "会议", "经费", "林晓雯", "通知", "青石镇"]
BODY = (
    "为做好防汛备汛工作，现就有关事项商请如下：\n请贵单位于2026年12月10日前完成隐患排查，并将情况函告我办。\n专此函达。"
)


@dataclass
class Log:
    """What everybody saw: milliseconds by kind of request, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, taken: float, wrong: str = "") -> None:
        with self.lock:
            self.times[kind].append(taken)
            if wrong:
                self.errors.append(f"{kind}: {wrong}")


class Clerk:
    """``arrive`` is not measured; ``work`` is."""

    def __init__(self, address: str, name: str, random: Random, log: Log) -> None:
        self.visitor, self.name, self.random, self.log = Visitor(address), name, random, log
        self.paper = 0
        self.form: Form | None = None
        self.typed = 0

    def arrive(self) -> None:
        self.visitor.sign_in(self.name, PASSWORD)
        self._begin()
        self.visitor.close()  # the server does not keep idle connections until everybody else has arrived

    def _begin(self) -> None:
        """A letter of one's own; who drafts no papers, or whose organ issues none, only reads."""
        page = self.visitor.get("/outgoing/new/letter/")
        try:
            form = page.form("/outgoing/new/letter/")
        except LookupError:
            return
        answer = self.visitor.post(form.action, form.filled(subject="商请做好防汛备汛工作"))
        found = re.fullmatch(r"/outgoing/(\d+)/edit/", answer.path)
        if answer.status == 200 and found:
            self.paper, self.form = int(found[1]), answer.form("/edit/")

    def work(self, until: float) -> None:
        """Click on, one thing after another."""
        time.sleep(self.random.uniform(0, PAUSE))
        while time.monotonic() < until:
            act, weights = zip(*self._choices(), strict=True)
            self.random.choices(act, weights)[0]()
            time.sleep(self.random.expovariate(1 / PAUSE))
        self.visitor.close()

    def _choices(self) -> list[tuple[Callable[[], None], int]]:
        reading = [(self._list, 25), (self._bell, 20), (self._search, 10)]
        return [*reading, (self._open, 20), (self._type, 20), (self._submit, 2)] if self.paper else reading

    def _ask(self, kind: str, do: Callable[[], Answer], wanted: tuple[int, ...] = (200,)) -> Answer | None:
        begun = time.perf_counter()
        wrong, answer = "", None
        try:
            answer = do()
        except (OSError, http.client.HTTPException) as failure:
            wrong = repr(failure)
        taken = (time.perf_counter() - begun) * 1000
        if answer is not None and answer.status not in wanted:
            wrong = f"{answer.status} {answer.path}"
        self.log.add(kind, taken, wrong)
        return None if wrong else answer

    def _list(self) -> None:
        path = self.random.choice(["/", "/desk/todo/", "/desk/done/", "/outgoing/", "/outgoing/received/"])
        self._ask("list", lambda: self.visitor.get(path))

    def _bell(self) -> None:
        self._ask(
            "bell", lambda: self.visitor.get("/notifications/bell/", **{"HX-Request": "true", "X-Polling": "yes"})
        )

    def _search(self) -> None:
        word = self.random.choice(QUERIES)
        self._ask("search", lambda: self.visitor.get(f"/search/?q={quote(word)}"))

    def _open(self) -> None:
        self._ask("paper page", lambda: self.visitor.get(f"/outgoing/{self.paper}/"))

    def _filled(self) -> list[tuple[str, str]]:
        assert self.form is not None
        self.typed += 1
        return self.form.filled(body=f"{BODY}\n第{self.typed}次修改。", addressees="明川县财政局")

    def _type(self) -> None:
        path, pairs = f"/outgoing/{self.paper}/autosave/", self._filled()
        self._ask("autosave", lambda: self.visitor.send(path, pairs, Accept="application/json"))

    def _submit(self) -> None:
        """Save what was typed, send it on, begin the next."""
        edit, pairs = f"/outgoing/{self.paper}/edit/", self._filled()
        page = self._ask("save", lambda: self.visitor.post(edit, pairs))
        work = re.search(r"/flow/work/\d+/submit/", page.text) if page else None
        if work is None:
            return
        form = self._ask("submit form", lambda: self.visitor.get(work[0]))
        if form is not None:
            sent = form.form("/submit/").filled(text="请核稿。")
            self._ask("submit", lambda: self.visitor.send(work[0], sent), wanted=(302,))
        self.paper, self.form = 0, None
        self._begin()
