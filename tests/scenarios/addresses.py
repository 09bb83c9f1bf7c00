"""Every address of the site with every object that could leak through it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.scenarios.during import addresses_of
from tests.scenarios.secret_papers import (
    ANSWERING,
    BOOKED,
    CALENDAR_WORDS,
    ENGAGED,
    HOLDERS,
    INCOMING_KNOWN,
    MAKERS,
    OFFICE,
    OPENING,
    RECEIVERS,
    SEARCHED,
    Secrets,
    works_of,
)
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.flow.models import Procedure
from zhongshu.apps.org.models import IssuerCode, Portfolio, Post
from zhongshu.apps.outgoing.models import Number, Seal
from zhongshu.apps.shell.models import Notification, SavedView

NOBODY = 999_999


@dataclass(frozen=True)
class Address:
    """One URL to open. ``known_to``: the only parts of the cast for whom it is there at all; None where it is for all."""

    name: str
    path: str
    known_to: frozenset[str] | None = None
    #: The same address with an object that does not exist.
    missing: str = ""
    #: Who opens it, where the others have opened one just like it.
    asked_by: frozenset[str] | None = None


def patterns() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name with its namespace, names of its arguments) of everything the resolver knows."""
    yield from _walk(get_resolver(), "", ())


def _walk(resolver: URLResolver, space: str, arguments: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        wanted = (*arguments, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, wanted)
        else:
            yield f"{space}{entry.name}", wanted


class Addresses:
    """What the walk opens. An address with arguments that nobody has listed here is ``unknown``: it must be added."""

    def __init__(self, cast: Cast, secrets: Secrets) -> None:
        self.cast, self.secrets = cast, secrets
        self.found: list[Address] = []
        self.unknown: list[str] = []
        arguments = {
            **self._paper_parts(), **self._papers(), **self._others(), **self._matters(), **self._calendars(),
            **self.secrets.meeting.addresses(), **addresses_of(secrets.sitting),
        }  # fmt: skip
        self._entries()
        for name, wanted in patterns():
            if not wanted:
                self._add(name, {}, None)
            elif name in arguments:
                for values, known_to in arguments[name]:
                    self._add(name, values, known_to)
            elif wanted == ("pk",) and name.startswith("incoming:"):
                self._add(name, {"pk": self.secrets.incoming.pk}, INCOMING_KNOWN)
            elif wanted == ("pk",) and name.startswith("outgoing:"):
                for values, known_to in self._each_paper():
                    self._add(name, values, known_to)
            else:
                self.unknown.append(f"{name} {wanted}")
        for name, query in QUERIES:
            self.found.append(Address(name, f"{reverse(name)}?{urlencode(query)}"))

    def _add(self, name: str, values: dict[str, Any], known_to: frozenset[str] | None) -> None:
        missing = reverse(name, kwargs=values | {"pk": NOBODY}) if known_to is not None else ""
        self.found.append(Address(name, reverse(name, kwargs=values), known_to, missing))

    def _each_paper(self, **more: Any) -> list[tuple[dict[str, Any], frozenset[str]]]:
        return [({"pk": self.secrets.issued.pk, **more}, MAKERS), ({"pk": self.secrets.open.pk, **more}, HOLDERS)]

    def _paper_parts(self) -> dict[str, list]:
        """Addresses of a paper with something else besides."""
        secrets = self.secrets
        first_page = self._each_paper(number=1)
        versions = [*self._each_paper(no=1), ({"pk": secrets.issued.pk, "no": 2}, MAKERS)]
        row = [({"pk": secrets.open.pk, "row": secrets.disagreement.pk}, HOLDERS)]
        imported = [({"pk": secrets.open.pk, "imported": secrets.imported.pk}, HOLDERS)]
        receipt = [({"pk": secrets.issued.pk, "row": secrets.delivery.pk}, MAKERS)]
        return {
            "outgoing:page": first_page,
            "outgoing:print_page": first_page,
            "outgoing:seal_page": first_page,
            "outgoing:version": versions,
            "outgoing:restore": versions,
            **{
                f"outgoing:{name}": imported
                for name in ("confirm_import", "keep_import", "import_original", "import_pages")
            },
            "outgoing:import_page": [({**imported[0][0], "number": 1}, HOLDERS)],
            "outgoing:clean_file": versions,
            "outgoing:settle": row,
            "outgoing:escalate": row,
            "outgoing:remind": receipt,
            "outgoing:receipt_register": receipt,
            "archive:file": self._each_paper(),
            "archive:file_incoming": [({"pk": secrets.incoming.pk}, INCOMING_KNOWN)],
            "incoming:from_delivery": [({"pk": secrets.delivery.pk}, RECEIVERS)],
            "incoming:duty": [({"pk": self.cast.units["综合科"].pk}, None)],
        }

    def _papers(self) -> dict[str, list]:
        """Addresses of what belongs to a paper but has a key of its own."""
        secrets = self.secrets
        copy = [({"pk": secrets.delivery.pk}, RECEIVERS)]
        item = [({"pk": secrets.item.pk}, MAKERS)]
        works = [({"pk": pk}, None) for pk in (*works_of(secrets.issued)[-2:], *works_of(secrets.open)[-3:])]
        moves = ("submit", "return_to", "jump")
        return {
            "outgoing:void_lapse": [({"pk": secrets.lapse.pk}, MAKERS)],
            "lexicon:change": [({"pk": secrets.entry.pk}, OFFICE)],
            "lexicon:retire": [({"pk": secrets.entry.pk}, OFFICE)],
            "outgoing:received_paper": copy,
            "outgoing:received_page": [({**copy[0][0], "number": 1}, RECEIVERS)],
            "outgoing:received_file": copy,
            "outgoing:receipt_sign": copy,
            "outgoing:receipt_return": copy,
            "outgoing:number_void": [({"pk": row.pk}, None) for row in Number.objects.all()],
            "outgoing:seal_image": [({"pk": row.pk}, None) for row in Seal.objects.all()],
            "outgoing:seal_retire": [({"pk": row.pk}, None) for row in Seal.objects.all()],
            "archive:item": item,
            "archive:check": item,
            "archive:package": item,
            "flow:work": works,
            "flow:move": [({**values, "move": move}, None) for values, _ in works[-2:] for move in moves],
            "notification": [({"pk": pk}, None) for pk in _last_of_each()],
            "forget_view": [({"pk": row.pk}, None) for row in SavedView.objects.all()],
            "access:grants": self._things(),
            "access:revoke": self._things(),
            "audit:entry": [({"seq": 1}, None)],
        }

    def _matters(self) -> dict[str, list]:
        """Addresses of the matter, of what belongs to it, and of the import."""
        matter, ledger = self.secrets.matter, self.secrets.ledger
        own = [({"pk": matter.pk}, ANSWERING)]
        whole = (
            "matter",
            "split",
            "reassign",
            "report",
            "check",
            "ask_extension",
            "propose_closing",
            "close",
            "reopen",
        )
        file = [({"pk": matter.pk, "row": matter.evidence.get().pk}, ANSWERING)]
        explanation = matter.explanations.get()
        parts = {
            "verify": matter.reports.get(), "decide_extension": matter.extensions.get(), "draft_urging": matter.urgings.first(),
            "give_explanation": explanation, "review_explanation": explanation,
        }  # fmt: skip
        imports = [({"pk": ledger.pk}, OPENING)]
        return {
            **{f"supervision:{name}": own for name in (*whole, "decide_rung", "demand_explanation", "withdraw")},
            **{f"supervision:{name}": [({"pk": row.pk}, ANSWERING)] for name, row in parts.items()},
            "supervision:answer_closing": [({"pk": NOBODY}, None)],
            "supervision:evidence": file,
            "supervision:explanation_file": [({"pk": matter.pk, "row": explanation.pk}, ANSWERING)],
            "supervision:import": imports,
            "supervision:rejected": imports,
        }

    def _calendars(self) -> dict[str, list]:
        """Addresses of an engagement, a booking, and what calendars are made with. A feed is open to whoever has its
        secret, so the walk knocks at one that nobody has."""
        room = self.secrets.booking.room
        engagement = [({"pk": self.secrets.engagement.pk}, CALENDAR_WORDS[ENGAGED])]
        return {
            **{f"coordination:{name}": engagement for name in ("engagement", "change", "disengage")},
            "coordination:release": [({"pk": self.secrets.booking.pk}, CALENDAR_WORDS[BOOKED])],
            "coordination:room": [({"pk": room.pk}, None)],
            "coordination:equipment": [({"pk": self.cast.office.equipment.get().pk}, None)],
            "coordination:secretaries": [({"pk": self.cast.principal_leader.pk}, None)],
            "coordination:drop_hours": [({"pk": NOBODY}, None)],
            "coordination:revoke_feed": [({"pk": NOBODY}, None)],
            "coordination:feed": [({"secret": "x" * 43}, None)],
        }

    def _things(self) -> list:
        pairs = [("outgoing.paper", self.secrets.issued.pk), ("outgoing.paper", self.secrets.open.pk)]
        pairs += [("archive.item", self.secrets.item.pk), ("outgoing.delivery", self.secrets.delivery.pk)]
        pairs.append(("supervision.supervisedmatter", self.secrets.matter.pk))
        secret = self.secrets.meeting
        pairs += [("meetings.meeting", secret.meeting.pk), ("meetings.agendaitem", secret.item.pk)]
        return [({"kind": kind, "number": number}, None) for kind, number in pairs]

    def _entries(self) -> None:
        """What is on record about the papers, one entry of each verb, for the auditor: the others get to none of them."""
        told = ("outgoing", "flow", "archive", "files", "supervision", "coordination", "meetings")
        entries = [entry for entry in Entry.objects.order_by("seq") if entry.verb.split(".")[0] in told]
        for entry in {entry.verb: entry for entry in entries}.values():
            path = reverse("audit:entry", args=[entry.seq])
            self.found.append(Address("audit:entry", path, asked_by=frozenset({"auditadmin"})))

    def _others(self) -> dict[str, list]:
        """Addresses of people, bodies and procedures: nothing of a paper may show there either."""
        people = [({"pk": self.cast.director.pk}, None)]
        organ = [({"pk": self.cast.office.pk}, None)]
        post = [({"pk": Post.objects.filter(person=self.cast.drafter).values_list("pk", flat=True)[0]}, None)]
        unit = [({"pk": self.cast.units["综合科"].pk}, None)]
        procedures = [({"pk": row.pk}, None) for row in Procedure.objects.all()]
        none = [({"pk": NOBODY}, None)]
        of_people = (
            "person",
            "handover",
            "admin_person",
            "change_person",
            "add_post",
            "give_account",
            "reset_password",
        )
        return {
            **{f"org:{name}": people for name in (*of_people, "switch_account", "clearance")},
            **{f"org:{name}": organ for name in ("admin_organ", "organ_rename", "organ_dissolve", "organ_unit")},
            **{f"org:{name}": organ for name in ("organ_code", "organ_portfolio")},
            **{f"org:{name}": post for name in ("change_duties", "end_post")},
            "org:change_unit": unit,
            "org:retire_code": [({"pk": row.pk}, None) for row in IssuerCode.objects.all()[:1]],
            "org:end_portfolio": [({"pk": row.pk}, None) for row in Portfolio.objects.all()[:1]],
            "org:dismiss": [({"pk": self.cast.sysadmin.administrator.pk}, None)],
            "org:revoke_stand_in": none,
            "org:end_absence": none,
            "mfa_edit_webauthn": none,
            "mfa_remove_webauthn": none,
            "flow:procedure": procedures,
            "flow:bpmn": procedures,
            "outgoing:create": [({"kind": "letter"}, None)],
            "lexicon:add": [({"kind": "term"}, None)],
            **{name: [({"box": box}, None) for box in BOXES] for name in ("desk:box", "desk:export")},
        }


def _last_of_each() -> list[int]:
    """The last notification of everybody who has one."""
    return list(dict(Notification.objects.order_by("pk").values_list("person", "pk")).values())


BOXES = ("todo", "in_hand", "to_read", "done", "completed", "acting")
#: Questions an outsider would ask.
QUERIES = [
    ("search:results", {"q": SEARCHED}),
    ("search:results", {"q": SEARCHED, "kind": "outgoing.paper"}),
    ("incoming:list", {"text": SEARCHED}),
    ("incoming:book", {"text": SEARCHED}),
    ("search:results", {"q": SEARCHED, "kind": "incoming.paper"}),
    ("outgoing:list", {"text": SEARCHED}),
    ("outgoing:export", {"text": SEARCHED}),
    ("outgoing:received", {"text": SEARCHED}),
    ("outgoing:received_export", {"state": "", "q": SEARCHED}),
    ("outgoing:numbers", {"code": "明政办函"}),
    ("search:results", {"q": SEARCHED, "kind": "supervision.supervisedmatter"}),
    ("supervision:list", {"q": SEARCHED}),
    ("supervision:export", {"q": SEARCHED}),
    ("supervision:brief", {"q": SEARCHED}),
    ("supervision:orders", {"standing": "waiting"}),
    ("search:results", {"q": SEARCHED, "kind": "meetings.meeting"}),
    ("meetings:list", {"q": SEARCHED}),
    ("meetings:export", {"q": SEARCHED}),
    ("archive:list", {"q": SEARCHED}),
    ("archive:export", {"q": SEARCHED}),
    ("outgoing:quality", {"by": "rule"}),
    ("outgoing:lapses_export", {"by": "unit"}),
    ("lexicon:list", {"q": SEARCHED}),
    ("lexicon:export", {"q": SEARCHED}),
    ("coordination:week", {"day": "2026-03-02"}),
    ("coordination:print", {"paper": "a3"}),
    ("audit:entries", {"kind": "outgoing.paper"}),
    ("audit:entries", {"verb": "flow"}),
]
