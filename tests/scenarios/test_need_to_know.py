"""Every address, opened as everybody: who may not know of a paper finds no word, no page and no byte of it."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import ADMINISTRATORS, Cast
from tests.scenarios.addresses import Address, Addresses
from tests.scenarios.during import DURING_SHOWN, DURING_WORDS
from tests.scenarios.secret_meetings import MEETING_WORDS
from tests.scenarios.secret_meetings import SHOWN_AT as MEETINGS_SHOWN_AT
from tests.scenarios.secret_papers import (
    CALENDAR_WORDS,
    INCOMING,
    ISSUED_WORDS,
    MAKING_WORDS,
    MATTER_WORDS,
    OFFICE_WORDS,
    OPEN_WORDS,
    REJECTED,
    Secrets,
    make_secrets,
    may_know,
)
from tests.scenarios.words import content_of, words_in
from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.asking import asking_once
from zhongshu.apps.shell import navigation

pytestmark = pytest.mark.django_db

WORDS = (
    ISSUED_WORDS
    | MAKING_WORDS
    | OPEN_WORDS
    | OFFICE_WORDS
    | MATTER_WORDS
    | {REJECTED, INCOMING}
    | set(CALENDAR_WORDS)
    | set(DURING_WORDS)
    | MEETING_WORDS
)
ANONYMOUS = "anonymous"
#: Who also tries to send something everywhere; what that would change is undone after each try.
SENDERS = (ANONYMOUS, "outsider", "deputy_director")
#: Sign-in is no matter of papers, and some of its forms would end the session that walks.
NOT_SENT = ("account_", "mfa_")
#: Where those who may know do see the papers. Were one of these to show nothing, the walk would prove nothing.
SHOWN_AT = {
    "supervision:orders", "incoming:paper", "incoming:list", "incoming:export", "incoming:book", "incoming:book_export", "incoming:file",
    "outgoing:paper", "outgoing:version", "outgoing:versions", "outgoing:compare", "outgoing:edit", "outgoing:gates",
    "outgoing:recheck", "outgoing:file", "outgoing:docx", "outgoing:ofd", "outgoing:print_file", "outgoing:list", "outgoing:export",
    "outgoing:confirm_import", "outgoing:numbers", "outgoing:numbers_export", "outgoing:seal_register",
    "outgoing:seal_register_export", "outgoing:deliveries", "outgoing:received", "outgoing:received_paper",
    "outgoing:received_file", "outgoing:received_export", "archive:list", "archive:export", "archive:item",
    "archive:package", "supervision:matter", "supervision:list", "supervision:export", "supervision:print",
    "supervision:evidence", "supervision:import", "supervision:rejected", "supervision:verify", "flow:move", "desk:home",
    "desk:box", "desk:export", "desk:board_standing", "search:results", "notifications", "outgoing:quality",
    "outgoing:lapses", "outgoing:lapses_export", "lexicon:list", "lexicon:export", "coordination:week", "coordination:print",
    "coordination:engagement", "coordination:change", "coordination:rooms", "coordination:release",
}  # fmt: skip


@pytest.fixture
def secrets(accounts: Cast) -> Secrets:
    return make_secrets(accounts)


@pytest.fixture
def addresses(accounts: Cast, secrets: Secrets) -> list[Address]:
    walk = Addresses(accounts, secrets)
    assert not walk.unknown, f"say in addresses.py with which objects these could leak: {walk.unknown}"
    return walk.found


#: The walk in two halves, which two processes take side by side: those through whose hands papers go, and all others.
HANDLING = frozenset({
    "principal_leader", "director", "deputy_director", "drafter", "vetter", "clerk", "archivist", "supervision_officer",
    "town_clerk",
})  # fmt: skip


def visitors(cast: Cast, *, handling: bool) -> Iterator[tuple[str, Client]]:
    """One half of everybody, signed in; with the others one who is not."""
    if not handling:
        yield ANONYMOUS, Client(raise_request_exception=False)
    for part, person in cast.people.items():
        if (part in HANDLING) is not handling:
            continue
        client = Client(raise_request_exception=False)
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        yield part, client


def files_of(secrets: Secrets) -> dict[str, str]:
    """Checksum → name of every stored file with words of the papers in it (seals are no words)."""
    stored = StoredFile.objects.exclude(media_type="image/png")
    return {sha256(row.read()).hexdigest(): row.name for row in stored}


class Walk:
    """Opens addresses and remembers who saw what where."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.faults: list[str] = []
        self.missing: dict[tuple[str, str, str], int] = {}

    def open(self, part: str, client: Client, address: Address, method: str = "get") -> None:
        """One request, undone afterwards."""
        with transaction.atomic():
            response = getattr(client, method)(address.path)
            content = content_of(response)
            transaction.set_rollback(True)
        where = f"{part} {method.upper()} {address.path} ({address.name})"
        if response.status_code >= 500:
            self.faults.append(f"{where}: {response.status_code}")
        for word in words_in(response, content, WORDS):
            self.seen[part, word].add(address.name)
            if part not in may_know(word):
                self.faults.append(f"{where}: shows {word}")
        name = self.files.get(sha256(content).hexdigest())
        if name and part not in (address.known_to or ()):
            self.faults.append(f"{where}: hands out {name}")
        if address.known_to is not None and part not in address.known_to:
            self._as_if_missing(part, client, address, method, where, response.status_code)

    def _as_if_missing(self, part: str, client: Client, address: Address, method: str, where: str, status: int) -> None:
        """What is there and hidden must answer as what is not there."""
        # What is not there is the same for all staff; it need not be asked for by each.
        asked = (part if part in (ANONYMOUS, *ADMINISTRATORS) else "staff", method, address.name)
        if asked not in self.missing:
            with transaction.atomic():
                self.missing[asked] = getattr(client, method)(address.missing).status_code
                transaction.set_rollback(True)
        expected = self.missing[asked]
        if status != expected or status == 200:
            self.faults.append(f"{where}: {status}, a missing one {expected}")


@pytest.fixture
def quick(monkeypatch):
    """Half the time saved: the left column and the menu of what may be begun, the same on every page, are shown on the
    first page only, and the test client copies no template contexts."""
    for name in ("places", "creations"):
        whole = getattr(navigation, name)
        on_first = lambda request, whole=whole: whole(request) if request.path == "/" else []  # noqa: E731
        monkeypatch.setattr(navigation, name, on_first)
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("handling", [True, False], ids=["handling", "others"])
def test_nobody_learns_what_is_not_for_them(accounts, secrets, addresses, caplog, handling):
    caplog.set_level(logging.CRITICAL, "django.request")  # thousands of refusals are what is wanted here
    walk = Walk(files_of(secrets))
    parts = []
    for part, client in visitors(accounts, handling=handling):
        parts.append(part)
        asked = [address for address in addresses if address.asked_by is None or part in address.asked_by]
        with asking_once():  # who somebody is does not change while they read
            for address in asked:
                walk.open(part, client, address)
        if part in SENDERS:
            for address in asked:
                if not address.name.startswith(NOT_SENT):
                    walk.open(part, client, address, "post")
    assert not walk.faults, "\n".join(walk.faults)
    unseen = [f"{part}: {word}" for word in WORDS for part in may_know(word) & set(parts) if not walk.seen[part, word]]
    assert not unseen, f"may know, and saw nothing: {unseen}"
    if not handling:
        return
    shown = {name for names in walk.seen.values() for name in names}
    wanted = SHOWN_AT | DURING_SHOWN | MEETINGS_SHOWN_AT
    assert shown >= wanted, f"no tell-tale at {wanted - shown}"
