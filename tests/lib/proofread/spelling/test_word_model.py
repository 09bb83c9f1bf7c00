"""The word model of libime: read where it is installed, refused in a clear word where it is something else."""

import os
from pathlib import Path

import numpy as np
import pytest

from zhongshu.lib.proofread.spelling import word_model

PLACE = os.environ.get("ZHONGSHU_LIBIME")


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "zh_CN.lm"
    for content in (b"", b"text", word_model._MAGIC, word_model._MAGIC + b"\0" * 4000):
        file.write_bytes(content)
        with pytest.raises(word_model.FormatError):
            word_model.read(file)


def test_words_and_their_runs_are_read() -> None:
    path = Path(PLACE) if PLACE else word_model.installed()
    if path is None or not path.is_file():
        pytest.skip("libime-data-language-model is not installed")
    model = word_model.read(path)
    assert len(model.words) == len(model.grams[0]) == len(model.logp[0])
    word = {name: number for number, name in enumerate(model.words)}
    pairs = model.grams[1]
    (at,) = np.flatnonzero((pairs[:, 0] == word["中国"]) & (pairs[:, 1] == word["人民"]))
    # what KenLM itself says: log10 p = -2.1461181640625
    assert model.logp[1][at] / np.log(10) == pytest.approx(-2.1461, abs=1e-3)
    assert (model.logp[2] <= 0).all()
