"""The interface of e-seal services, with a stand-in in place of one."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.lib.typeset.conformance import SAMPLES, Sheets
from tests.lib.typeset.papers import JOINT, ORDER, PLAIN, UNSEALED
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import seal_places, to_pdf
from zhongshu.lib.typeset.eseal import ESealService, SealedFile, SealEntry, SealRequest, SealVerdict, affix


class StandIn:
    """An e-seal service of one process: it appends to the file what it sealed, and can be made to misbehave."""

    def __init__(self, *, lose: int = 0, spoil: bool = False) -> None:
        self.lose, self.spoil, self.done = lose, spoil, {}

    def seals(self, organ: str) -> Sequence[SealEntry]:
        return [SealEntry("S1", f"{organ}印章", organ, 42.0)]

    def affix(self, request: SealRequest) -> SealedFile:
        if any(code != "S1" for code, _ in request.places):
            raise Refused("没有这枚印章。")
        if request.reference not in self.done:
            kept = request.places[: len(request.places) - self.lose]
            lines = [f"\n%seal {code} {place.organ} {hashlib.sha256(request.file).hexdigest()}" for code, place in kept]
            file = request.file + "".join(lines).encode()
            self.done[request.reference] = SealedFile(
                file + b"x" * self.spoil, request.media_type, f"N{len(self.done) + 1}"
            )
        return self.done[request.reference]

    def verify(self, file: bytes, media_type: str) -> Sequence[SealVerdict]:
        body, *lines = file.split(b"\n%seal ")
        digest = hashlib.sha256(body).hexdigest().encode()
        at = datetime(2026, 3, 2, tzinfo=UTC)
        return [SealVerdict("印章", "本机关", at, line.endswith(digest), "文件已被改动") for line in lines]


def request_for(document, reference="U1"):
    places = tuple(("S1", place) for place in seal_places(document))
    return SealRequest(to_pdf(document).pdf, "application/pdf", places, "keeper", "陈志远 2026-03-01", reference)


def test_a_paper_is_sealed_by_the_service_and_comes_back_as_it_is():
    service: ESealService = StandIn()
    request = request_for(JOINT)
    sealed = affix(service, request)
    assert sealed.file.startswith(request.file)
    assert len(service.verify(sealed.file, sealed.media_type)) == 3
    assert affix(service, request) == sealed, "asked twice, one act"


@pytest.mark.parametrize(
    ("service", "words"), [(StandIn(lose=1), "应有3枚印章，只有2枚"), (StandIn(spoil=True), "文件已被改动")]
)
def test_a_file_that_is_not_what_was_asked_for_is_refused(service, words):
    with pytest.raises(Refused, match=words):
        affix(service, request_for(JOINT))


def test_the_services_own_refusal_is_passed_on():
    request = request_for(PLAIN)
    with pytest.raises(Refused, match="没有这枚印章"):
        affix(StandIn(), replace(request, places=(("S9", request.places[0][1]),)))


@pytest.mark.parametrize("name", ["plain", "joint", "annexes"])
def test_the_places_told_are_where_uploaded_seals_are_printed(name):
    sheets = Sheets()
    places = seal_places(SAMPLES[name])
    assert [place.organ for place in places] == list(range(len(SAMPLES[name].signature_blocks)))
    for place in places:
        page = sheets.page(name, place.page - 1, len(places))
        seal = page.box(place.y - 22, place.y + 22, place.x - 22, place.x + 22, red=True)
        assert seal.centre == pytest.approx(place.x, abs=0.3)
        assert (seal.top + seal.bottom) / 2 == pytest.approx(place.y, abs=0.3)


def test_an_unsealed_paper_has_no_place_and_a_stamp_has_one():
    assert seal_places(UNSEALED) == []
    assert len(seal_places(ORDER)) == 1
