"""How alike two texts are: the same words under other spacing have one fingerprint, near copies share a band."""

import hashlib
import unicodedata

GRAM = 4
BANDS = 4
BAND_BITS = 16


class _LettersAndDigits(dict[int, int | None]):
    """For ``str.translate``: what is neither goes. Each character is looked up once a process."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = code if unicodedata.category(chr(code))[0] in "LN" else None
        return kept


_KEPT = _LettersAndDigits()


def normal(text: str) -> str:
    """Letters and digits only, full-width folded: spacing, punctuation and line ends do not count."""
    return unicodedata.normalize("NFKC", text).lower().translate(_KEPT)


def fingerprint(text: str) -> str:
    """Hex SHA-256 of the normalised text; "" for a text without letters."""
    plain = normal(text)
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""


def grams(text: str) -> frozenset[str]:
    """Runs of four characters of the normalised text; a shorter text is one run."""
    plain = normal(text)
    return frozenset(plain[at : at + GRAM] for at in range(max(1, len(plain) - GRAM + 1))) if plain else frozenset()


def likeness(one: str, other: str) -> float:
    """0 to 1: shared runs against all runs (Jaccard)."""
    return _share(grams(one), grams(other))


def contained(part: str, whole: str) -> float:
    """0 to 1: how much of ``part`` stands in ``whole``."""
    inside = grams(part)
    return len(inside & grams(whole)) / len(inside) if inside else 0.0


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def bands(text: str) -> tuple[int, ...]:
    """Four numbers (minimum hashes of the runs): two texts sharing nine runs in ten share one of them almost surely."""
    runs = grams(text)
    if not runs:
        return ()
    hashes = [hashlib.blake2b(run.encode(), digest_size=BANDS * 4).digest() for run in runs]
    return tuple(
        min(int.from_bytes(value[index * 4 : index * 4 + 4], "big") for value in hashes) >> 1 for index in range(BANDS)
    )
