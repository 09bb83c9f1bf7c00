"""The e-seal service as an interface. A recognised e-seal system (GB/T 38540-2020, GB/T 33481) stays outside: it holds the
seals and their keys, and affixes them to finished files. This software lays the paper out, says where each seal belongs, and
takes the sealed file back unchanged. How to connect one: docs/e-seal.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from zhongshu.lib.refusal import Refused


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where a seal belongs: the signature block it is for (0 = first), its page (from 1), and its centre in mm from the left
    and upper edge of the page."""

    organ: int
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SealEntry:
    """A seal that the service holds for an organ. ``code`` is the service's own; ``width`` in mm."""

    code: str
    name: str
    organ: str
    width: float
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealRequest:
    """What the service is asked to affix. ``places`` pairs seal codes with their places; ``applicant`` is the account of the
    seal keeper, ``approval`` the sign-off that allows it, ``reference`` this software's number of the use."""

    file: bytes
    media_type: str
    places: tuple[tuple[str, SealPlace], ...]
    applicant: str
    approval: str
    reference: str


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The file with its seals, and the service's own number of the act for the register of seal use."""

    file: bytes
    media_type: str
    serial: str


@dataclass(frozen=True, slots=True)
class SealVerdict:
    """One seal found in a file: whose it is, whether the file is as it was when sealed, and the service's words on it."""

    name: str
    organ: str
    at: datetime | None
    valid: bool
    words: str


class ESealService(Protocol):
    """What an adapter to an e-seal system provides. Each method raises ``Refused`` with the system's reason when it will not,
    and ``OSError`` when the system cannot be reached: nothing is then recorded as sealed."""

    def seals(self, organ: str) -> Sequence[SealEntry]:
        """The seals that an organ may have affixed now."""

    def affix(self, request: SealRequest) -> SealedFile:
        """Affix every seal asked for, or none. Asking twice with one ``reference`` gives the same file."""

    def verify(self, file: bytes, media_type: str) -> Sequence[SealVerdict]:
        """Every seal in a file; none when it carries none."""


def affix(service: ESealService, request: SealRequest) -> SealedFile:
    """Have a file sealed and hold the answer to what was asked: ``Refused`` when the service gives back a file that carries
    fewer seals than asked for, or one that it does not itself find valid."""
    sealed = service.affix(request)
    verdicts = service.verify(sealed.file, sealed.media_type)
    bad = [verdict for verdict in verdicts if not verdict.valid]
    if len(verdicts) < len(request.places) or bad:
        why = bad[0].words if bad else f"应有{len(request.places)}枚印章，只有{len(verdicts)}枚"
        raise Refused(
            f"电子印章系统返回的文件没有通过验证：{why}。", remedy="本次用印没有登记，请联系电子印章系统管理员。"
        )
    return sealed
