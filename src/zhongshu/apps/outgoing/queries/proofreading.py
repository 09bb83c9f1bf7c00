"""What the proofreader says of a paper to one person: with the office's pack, and with the earlier papers that person may know."""

import re
from hashlib import sha256
from threading import local

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from zhongshu.apps.lexicon.queries import pack_of
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper, Version
from zhongshu.apps.outgoing.queries.opinions import answer_for
from zhongshu.apps.outgoing.queries.papers import visible_to
from zhongshu.lib.document import Document
from zhongshu.lib.proofread import Base, Finding, Memory, Pack, check
from zhongshu.lib.proofread.base import Issued, national
from zhongshu.lib.proofread.engine import as_manuscript, permitted
from zhongshu.lib.proofread.opinion import carried, merged
from zhongshu.lib.proofread.spelling.workshop import layers_of

FINDINGS_KEPT = 24 * 3600
MOST_CITED = 40
_CITED_NUMBER = re.compile(r"[一-龥]{2,12}〔\d{4}〕\d+号")
_CITED_TITLE = re.compile(r"《([^《》\n]{4,80})》[（(](?=[一-龥]{2,12}〔\d{4}〕)")


class _Thread(local):
    """Passages read by this thread, so that a draft being typed is read again only where it changed."""

    def __init__(self) -> None:
        self.memory = Memory()


_thread = _Thread()


def pack_for(paper: Paper, document: Document, person: Person | None) -> Pack:
    """The pack of the paper's organ, and of the papers cited in it those that ``person`` may know."""
    return pack_of(paper.organ_id) | Pack(Base(papers=_cited(paper, as_manuscript(document).text, person)))


def _cited(paper: Paper, text: str, person: Person | None) -> tuple[Issued, ...]:
    numbers = sorted(set(_CITED_NUMBER.findall(text)))[:MOST_CITED]
    titles = sorted(set(_CITED_TITLE.findall(text)))[:MOST_CITED]
    if not numbers:
        return ()
    wanted = Q(number_text__in=numbers)
    for title in titles:
        wanted |= Q(title__endswith=title)
    rows = visible_to(person).filter(wanted).exclude(pk=paper.pk).exclude(number_text="").order_by("pk")
    return tuple(Issued(*row) for row in rows.values_list("number_text", "title")[: MOST_CITED * 2])


def findings_of(paper: Paper, version: Version, person: Person | None) -> list[Finding]:
    """Findings of a version, with the second opinion there is.

    The same words, pack and cited papers always give the same answer, so the engine's is kept by these.
    """
    document = version.document
    pack = pack_for(paper, document, person)
    parts = (pack.base, [rule.card for rule in pack.rules], layers_of(settings.SPELLING_FOLDER))
    stamp = sha256(repr(parts).encode()).hexdigest()[:24]
    key = f"outgoing:findings:{version.digest}:{stamp}"
    kept = cache.get(key)
    if kept is None:
        kept = [finding.to_json() for finding in check(document, pack=pack)]
        cache.set(key, kept, FINDINGS_KEPT)
    return _with_opinion(paper, version, document, pack, [Finding.from_json(item) for item in kept])


def _with_opinion(
    paper: Paper, version: Version, document: Document, pack: Pack, findings: list[Finding]
) -> list[Finding]:
    """What the advisor said is held against today's pack, as the engine's findings are."""
    answer = answer_for(paper, version)
    if answer is None:
        return findings
    manuscript = as_manuscript(document)
    thoughts = carried((Finding.from_json(item) for item in answer.findings), manuscript)
    return permitted(merged(manuscript, findings, thoughts, answer.advisor), national() | pack.base)


def check_live(paper: Paper, document: Document, person: Person | None) -> list[Finding]:
    """Findings in words that are still being typed."""
    return check(document, pack=pack_for(paper, document, person), memory=_thread.memory)
