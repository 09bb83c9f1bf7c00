"""A hash chain over acts: each link covers its own content and the digest of the link before.

Pure. SM3 (GB/T 32905-2016) over canonical JSON, so that an outside verifier needs nothing of ours.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes

GENESIS = "0" * 64


def sm3(data: bytes) -> str:
    """SM3 digest of ``data`` in lower-case hex, 64 characters."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one byte form of a link's content: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def link(previous: str, content: Mapping[str, Any]) -> str:
    """The digest of a link with ``content`` that follows the link with digest ``previous``."""
    return sm3(previous.encode("ascii") + b"\n" + canonical(content))


@dataclass(frozen=True)
class Link:
    seq: int
    previous: str
    digest: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Break:
    """The first link that does not hold, and why (a Chinese sentence)."""

    seq: int
    reason: str


def first_break(links: Iterable[Link], *, start: int = 1, previous: str = GENESIS) -> Break | None:
    """Walk ``links`` in order and name the first that is missing, altered or cut off from the one before."""
    expected = start
    for item in links:
        if item.seq != expected:
            return Break(expected, f"缺少第 {expected} 条记录（其后是第 {item.seq} 条）")
        if item.previous != previous:
            return Break(item.seq, f"第 {item.seq} 条记录与前一条不衔接")
        if item.digest != link(previous, item.content):
            return Break(item.seq, f"第 {item.seq} 条记录的内容被改动")
        previous, expected = item.digest, expected + 1
    return None
