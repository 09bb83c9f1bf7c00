"""The file of a model: what is stored comes back, and damage is told when the part is asked for."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.proofread.spelling import container, hashing, models
from zhongshu.lib.proofread.spelling.container import ModelError
from zhongshu.lib.proofread.spelling.workshop import MODEL


@given(st.sets(st.integers(0, 2**63), min_size=1, max_size=60), st.sampled_from([0.5, 0.8, 1.0]))
def test_a_table_comes_back_without_its_empty_places(runs: set[int], load: float) -> None:
    hashes = np.array(sorted(runs), dtype=np.uint64)
    table = hashing.build(hashes, (np.arange(len(runs), dtype=np.uint8),), load)
    stored = hashing.Compact.of(table)
    back = stored.table()
    assert (stored.marks != 0).all()
    assert (back.marks == table.marks).all()
    assert (back.values[0] == table.values[0]).all()
    assert (back.find(hashes) == table.find(hashes)).all()


@pytest.mark.parametrize("how", [container.PLAIN, container.PACKED, container.PRESSED])
def test_arrays_come_back_however_they_are_stored(tmp_path: Path, how: int) -> None:
    array = np.arange(1000, dtype=np.uint16).reshape(10, 100)
    file = tmp_path / "model"
    file.write_bytes(container.to_bytes({"a": 1}, {"numbers": array}, {"numbers": how}))
    back = container.read(file)
    assert back.head == {"a": 1}
    assert (back["numbers"] == array).all()


@pytest.mark.parametrize("how", [container.PACKED, container.PRESSED])
def test_damage_is_told_when_the_part_is_read(tmp_path: Path, how: int) -> None:
    content = bytearray(container.to_bytes({}, {"numbers": np.arange(5000)}, {"numbers": how}))
    content[-600:-500] = b"\xff" * 100
    file = tmp_path / "model"
    file.write_bytes(content)
    opened = container.read(file)
    with pytest.raises(ModelError):
        opened["numbers"]


@pytest.mark.parametrize("left", [0, 7, 4000])
def test_a_file_cut_short_is_no_model(tmp_path: Path, left: int) -> None:
    file = tmp_path / "model"
    file.write_bytes(MODEL.read_bytes()[:left])
    with pytest.raises(ModelError):
        container.read(file)


def test_damaged_everyday_words_are_gone_without(tmp_path: Path) -> None:
    whole = container.read(MODEL)
    arrays = {name: whole[name] for name in whole.names}
    arrays["everyday followers"] = arrays["everyday followers"][:10]
    file = tmp_path / "model"
    file.write_bytes(container.to_bytes(whole.head, arrays))
    opened = models.open_models(file)
    assert opened.register is not None
    assert opened.everyday() is None
