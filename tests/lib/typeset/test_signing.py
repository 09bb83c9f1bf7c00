"""Signatures with the office's certificate: made and checked offline, found out when anything is changed."""

import asyncio
import io
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest

from tests.lib.typeset import certificates
from tests.lib.typeset.papers import PLAIN, block_seal
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import to_pdf
from zhongshu.lib.typeset.signing import Certificate, sign, signatures

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OFFICE = Certificate(certificates.office(), certificates.PASSWORD)


@pytest.fixture(scope="module")
def plain():
    return to_pdf(PLAIN, seals=(block_seal(),)).pdf


@pytest.fixture(scope="module")
def signed(plain):
    return sign(plain, OFFICE, moment=MOMENT, reason="明政办发〔2026〕12号")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a signature reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_signed_paper_is_valid_for_who_trusts_the_root(plain, signed):
    assert signed.startswith(plain), "the paper itself is not rewritten"
    (found,) = signatures(signed, [certificates.root()], moment=MOMENT)
    assert (found.signer, found.at) == ("明川县人民政府办公室", MOMENT)
    assert (found.intact, found.whole, found.trusted) == (True, True, True)


def test_it_signs_and_checks_where_an_event_loop_already_turns(plain, signed):
    async def inside():
        again = sign(plain, OFFICE, moment=MOMENT)
        return signatures(again, [certificates.root()], moment=MOMENT)

    # In a thread of its own: Playwright keeps a loop turning in the main one once a browser test ran in this process.
    with ThreadPoolExecutor(1) as thread:
        (found,) = thread.submit(lambda: asyncio.run(inside())).result()
    assert (found.intact, found.whole, found.trusted) == (True, True, True)


def test_an_unknown_root_is_not_trusted(signed):
    stranger = certificates.authority("别的根证书")[1].public_bytes(certificates.serialization.Encoding.DER)
    for roots in ([], [stranger]):
        (found,) = signatures(signed, roots, moment=MOMENT)
        assert (found.intact, found.trusted) == (True, False)


def test_a_changed_byte_is_found_out(signed):
    place = signed.index(b"/Title")
    changed = signed[:place] + b"/Titel" + signed[place + 6 :]
    (found,) = signatures(changed, [certificates.root()], moment=MOMENT)
    assert not found.intact


def test_what_is_added_afterwards_is_found_out(signed):
    (found,) = signatures(signed + b"% and something more\n", [certificates.root()], moment=MOMENT)
    assert not found.whole


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF\n"])
def test_a_file_that_is_no_pdf_is_refused(data):
    with pytest.raises(Refused, match="不是可以读取的PDF"):
        signatures(data)


def test_it_stays_pdf_a_and_shows_the_same_pages(plain, signed):
    with pikepdf.open(io.BytesIO(signed)) as after, pikepdf.open(io.BytesIO(plain)) as before:
        assert after.open_metadata()["pdfaid:part"] == "2"
        assert [page.Contents.read_bytes() for page in after.pages] == [
            page.Contents.read_bytes() for page in before.pages
        ]


def test_an_unsigned_paper_has_none(plain):
    assert signatures(plain) == []


@pytest.mark.parametrize(
    "certificate", [replace(OFFICE, password="wrong"), Certificate(b"no certificate", ""), Certificate(b"", "")]
)
def test_a_certificate_that_cannot_be_used_is_refused(plain, certificate):
    with pytest.raises(Refused, match="签名证书无法使用"):
        sign(plain, certificate, moment=MOMENT)


def test_an_expired_certificate_signs_nothing(plain):
    with pytest.raises(Refused, match="有效期是2025年12月31日至2028年01月01日"):
        sign(plain, OFFICE, moment=certificates.ENDS + timedelta(days=1))
