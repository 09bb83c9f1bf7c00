"""From counts to the arrays of the model file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from zhongshu.lib.proofread.spelling import container
from zhongshu.lib.proofread.spelling.alphabet import BITS, Alphabet
from zhongshu.lib.proofread.spelling.everyday import NAME as EVERYDAY
from zhongshu.lib.proofread.spelling.language_model import ORDER
from zhongshu.lib.proofread.spelling.lexicon import LONGEST
from zhongshu.lib.proofread.spelling.models import VOTED

Arrays = dict[str, np.ndarray]


def lexicon(costs: Mapping[str, int], alphabet: Alphabet) -> Arrays:
    """``words1`` to ``words4`` (differences of ascending keys) and their costs."""
    arrays: Arrays = {}
    for length in range(1, LONGEST + 1):
        words = [word for word in costs if len(word) == length]
        keys = np.zeros(len(words), dtype=np.int64)
        for column in range(length):
            keys = keys << BITS | alphabet.encode("".join(word[column] for word in words))
        order = np.argsort(keys, kind="stable")
        arrays[f"words{length}"] = np.diff(keys[order], prepend=0)
        arrays[f"costs{length}"] = np.array([costs[word] for word in words], dtype=np.uint8)[order]
    return arrays


PACKED = {
    **{f"{name}{length}": container.PACKED for name in ("logp", "backoff") for length in range(1, ORDER + 1)},
    **{
        f"{prefix}{name}": container.PACKED
        for prefix in ("", VOTED)
        for name in ("feature", "left", "value", "threshold")
    },
    **{f"{name}{length}": container.PRESSED for name in ("words", "costs") for length in range(1, LONGEST + 1)},
    **dict.fromkeys(("sounds", "starts", "others", "masks"), container.PRESSED),
    **{f"{EVERYDAY}words{length}": container.PRESSED for length in range(1, LONGEST + 1)},
    **{f"{EVERYDAY}{name}": container.PRESSED for name in ("score", "backoff", "leaning")},
    **{f"{EVERYDAY}{name}": container.PRESSED for name in ("followers", "next", "pair_score", "pair_backoff")},
    **{f"{EVERYDAY}{name}": container.PRESSED for name in ("pair_followers", "pair_next", "triple_score")},
}
"""How arrays are compressed; the marks of the tables are as good as random, and the trees small."""
