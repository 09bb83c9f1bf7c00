"""Learning from an office's own papers: what they say is familiar afterwards, what only one of them says is not learnt."""

from pathlib import Path

import pytest

from zhongshu.lib.proofread.spelling import learning, workshop
from zhongshu.lib.proofread.spelling.container import ModelError, read, to_bytes
from zhongshu.lib.proofread.spelling.models import layered, open_models
from zhongshu.lib.proofread.spelling.speller import Speller
from zhongshu.lib.proofread.spelling.workshop import MODEL, builtin

OWN = "栖霞岭街道办事处会同桂冲源村集体经济合作社推进茶香坞片区整治，由栖霞岭综合执法队负责日常巡查。"


def papers(count: int, text: str = OWN) -> list[list[str]]:
    return [[f"关于第{number}次工作的情况。{text}"] for number in range(count)]


def with_layer(folder: Path, learnt: list[list[str]]) -> Speller:
    file = folder / "own.zspell"
    file.write_bytes(learning.learn(builtin().models, learnt))
    return Speller(layered(builtin().models, [file]))


def test_the_offices_words_are_familiar_afterwards(tmp_path: Path) -> None:
    speller = with_layer(tmp_path, papers(6))
    ids = builtin().models.alphabet.encode(OWN)
    before, after = (one.models.language.profile(ids) for one in (builtin(), speller))
    assert after.scores.sum() > before.scores.sum()
    assert (after.orders >= before.orders).all()
    assert [item.new for item in speller.corrections(OWN.replace("综合", "总合"))] == ["综"]
    assert not speller.corrections(OWN)


def test_what_one_paper_alone_says_is_not_learnt(tmp_path: Path) -> None:
    speller = with_layer(tmp_path, [*papers(6, "按照要求抓好落实。"), [OWN, OWN.replace("负责", "承担")]])
    ids = builtin().models.alphabet.encode(OWN)
    assert (speller.models.language.profile(ids).orders == builtin().models.language.profile(ids).orders).all()


def test_kernel_and_numpy_agree_with_a_layer(tmp_path: Path) -> None:
    file = tmp_path / "own.zspell"
    file.write_bytes(learning.learn(builtin().models, papers(6)))
    text = OWN.replace("综合", "总合").replace("整治", "整冶")
    fast, plain = (Speller(layered(open_models(MODEL, native=way), [file], native=way)) for way in (True, False))
    assert fast.corrections(text) == plain.corrections(text)


def test_a_layer_for_other_models_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "own.zspell"
    file.write_bytes(to_bytes({"characters": "别的字表", "taken": 10}, {}))
    with pytest.raises(ModelError):
        layered(builtin().models, [file])
    assert workshop.layers_in(tmp_path)() == workshop.Office()


def test_a_new_layer_is_used_at_once(tmp_path: Path) -> None:
    source = workshop.layers_in(tmp_path)
    assert source().speller is None
    (tmp_path / "own.zspell").write_bytes(learning.learn(builtin().models, papers(6)))
    speller = source().speller
    assert speller
    assert source().speller is speller


def test_repeated_lines_count_once_and_the_division_is_stable() -> None:
    texts = [OWN, OWN + "\n另有一段。", "第三份文件的内容。"]
    assert learning.papers_of(texts) == [[OWN], ["另有一段。"], ["第三份文件的内容。"]]
    many = learning.papers_of([f"第{number}份文件的内容。" for number in range(200)])
    learnt, held = learning.divided(many)
    assert learning.divided(many) == (learnt, held)
    assert 5 < len(held) < 60


def test_the_gain_is_measured(tmp_path: Path) -> None:
    held = papers(12)
    measured = learning.measure(with_layer(tmp_path, papers(6)), builtin().models, held)
    before = learning.measure(builtin(), builtin().models, held)
    assert measured.familiar > before.familiar
    assert 0 <= measured.found <= 1
    assert measured.alarms <= before.alarms


def test_a_model_file_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "own.zspell"
    file.write_bytes(learning.learn(builtin().models, papers(6)))
    assert read(file).head["papers"] == 6
