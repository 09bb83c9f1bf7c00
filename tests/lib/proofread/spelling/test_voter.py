"""The second voice: when it is asked, what it proposes, how it weighs, and that the engine is whole without it."""

import zlib
from dataclasses import replace

import numpy as np
import pytest

from zhongshu.lib.proofread import check
from zhongshu.lib.proofread.spelling import judging, voter
from zhongshu.lib.proofread.spelling.alphabet import EDGE, RESERVED
from zhongshu.lib.proofread.spelling.candidates import PAD, Candidates, Text
from zhongshu.lib.proofread.spelling.confusion import UNLIKE
from zhongshu.lib.proofread.spelling.correction import Correction, Kind
from zhongshu.lib.proofread.spelling.doubts import THOUGHT
from zhongshu.lib.proofread.spelling.speller import Speller
from zhongshu.lib.proofread.spelling.voter import Voter, open_voter
from zhongshu.lib.proofread.spelling.workshop import builtin

MODELS = builtin().models
SIZE = len(MODELS.alphabet)
ENDS = MODELS.alphabet.encode("。！？；")
LINE = "各级人民政府应当加强组识领导。"


class Stand:
    """Copies what it is given, but expects ``other`` in place of each key of ``expects``; remembers what it was asked."""

    def __init__(self, **expects: str) -> None:
        pairs = [MODELS.alphabet.encode(one + other) for one, other in expects.items()]
        self._expects = {int(one): int(other) for one, other in pairs}
        self.asked: list[np.ndarray] = []

    def run(self, _: None, given: dict[str, np.ndarray]) -> tuple[np.ndarray, ...]:
        (ids,) = given["ids"]
        self.asked.append(ids)
        chances = np.full((1, len(ids), SIZE), -12.0, dtype=np.float16)
        for place, char in enumerate(ids.tolist()):
            chances[0, place, self._expects.get(char, char if char < SIZE else 4)] = -0.01
        likeliest = np.argsort(-chances[..., RESERVED:], axis=-1, kind="stable")[..., :2] + RESERVED
        return chances, np.take_along_axis(chances, likeliest, axis=-1), likeliest


def text_of(line: str) -> Text:
    return Text.of(MODELS, MODELS.alphabet.encode(line))


def everywhere(text: Text) -> np.ndarray:
    return text.ids != EDGE


def found_at(candidates: Candidates) -> list[int]:
    return (candidates.start - PAD).tolist()


def test_the_network_knows_the_characters_by_the_numbers_it_learnt() -> None:
    """Whoever counts anew with other characters has to train it anew (tools/models/README.md)."""
    assert zlib.crc32(MODELS.alphabet.characters.encode()) == 4198871622


def test_only_lines_with_something_wanted_are_asked_about() -> None:
    session = Stand()
    text = text_of("第一行没有问题\n" + LINE)
    wanted = np.zeros(len(text.ids), dtype=bool)
    wanted[PAD + 12] = True
    votes = Voter(session, SIZE, ENDS).ask(text, wanted)
    assert [MODELS.alphabet.decode(asked[1:-1]) for asked in session.asked] == [LINE]
    assert [asked[[0, -1]].tolist() for asked in session.asked] == [[EDGE, EDGE]]
    assert votes.seen.sum() == len(LINE)
    assert votes.of(np.array([PAD]), text.ids[[PAD]]).tolist() == [0.0], "nothing is said of a line not looked at"


def test_sentences_are_asked_about_one_by_one_and_remembered() -> None:
    session = Stand()
    asked = Voter(session, SIZE, ENDS)
    text = text_of("第一句没有问题。" + LINE + "第三句！")
    assert [MODELS.alphabet.decode(text.ids[start:end]) for start, end in asked.sentences(text.ids)] == [
        "第一句没有问题。", LINE, "第三句！",
    ]  # fmt: skip
    first, again = (asked.ask(text, everywhere(text)) for _ in range(2))
    assert len(session.asked) == 3
    assert (first.opinion.chances == again.opinion.chances).all()


def test_a_long_line_is_asked_about_in_parts() -> None:
    session = Stand()
    text = text_of("一" * 1000)
    votes = Voter(session, SIZE, ENDS).ask(text, everywhere(text))
    assert max(len(asked) for asked in session.asked) <= voter.MOST + 2
    assert votes.seen.sum() == 1000
    assert votes.row.max() == 1000, "each place has an answer of its own"


def test_it_proposes_what_may_be_taken_for_what_stands_there_and_what_it_is_surer_of() -> None:
    text = text_of(LINE)
    votes = Voter(Stand(识="织", 导="政"), SIZE, ENDS).ask(text, everywhere(text))
    found = voter.proposals(MODELS, text, votes, everywhere(text))
    proposed = zip(found.start, found.new[:, 0], found.masks[:, 0], strict=True)
    named = {(int(start) - PAD, MODELS.alphabet.decode([new])): int(mask) for start, new, mask in proposed}
    assert set(named) == {(11, "织"), (13, "政")}
    assert named[13, "政"] == 1 << UNLIKE
    assert not named[11, "织"] & 1 << UNLIKE
    doubting = replace(votes, opinion=replace(votes.opinion, worth=votes.opinion.worth - np.float16(2.0)))
    assert found_at(voter.proposals(MODELS, text, doubting, everywhere(text))) == [11], "a tenth is not enough for 政"
    assert len(voter.proposals(MODELS, text, votes, ~everywhere(text))) == 0


def test_neighbours_are_proposed_one_by_one_and_together() -> None:
    text = text_of("切实提高人民群众的辛富感。")
    votes = Voter(Stand(辛="幸", 富="福"), SIZE, ENDS).ask(text, everywhere(text))
    found = voter.proposals(MODELS, text, votes, everywhere(text))
    assert [MODELS.alphabet.decode(new[:length]) for new, length in zip(found.new, found.length, strict=True)] == [
        "幸",
        "福",
        "幸福",
    ]


@pytest.mark.parametrize(("expects", "chance"), [({"识": "织"}, 0.86), ({}, judging.DOUBTED)])
def test_a_finder_it_does_not_follow_is_doubted(expects: dict[str, str], chance: float) -> None:
    found = [Correction(11, 12, "织", 0.86, Kind.MISTAKEN)]
    (kept,) = judging.confirmed(Voter(Stand(**expects), SIZE, ENDS), MODELS, text_of(LINE), found, pairs=False)
    assert kept == replace(found[0], chance=chance)
    followed = judging.confirmed(Voter(Stand(**expects), SIZE, ENDS), MODELS, text_of(LINE), found, pairs=True)
    assert followed == (found if expects else [])


@pytest.mark.parametrize(
    ("line", "start", "new"),
    [
        ("坚持人民民至上的发展思想。", 4, ""),
        ("加强人民政府门部的协调。", 6, "部门"),
        ("省委办公厅秘秘书一处", 6, ""),
        ("统一一实施节能改造。", 2, ""),
        ("物业的所有人、管理人人或者使用人", 10, ""),
    ],
)
def test_slips_of_the_hand_are_found_with_it(line: str, start: int, new: str) -> None:
    pytest.importorskip("onnxruntime", reason="without onnxruntime the trees decide alone")
    assert builtin().voter is not None, "the shipped file must open where onnxruntime is"
    (found,) = [item for item in builtin().corrections(line) if item.kind is not Kind.MISTAKEN and item.chance > 0.5]
    assert (found.start, found.new) == (start, new)


def test_repetition_on_purpose_is_left_alone() -> None:
    pytest.importorskip("onnxruntime", reason="without onnxruntime the trees decide alone")
    assert builtin().voter is not None, "the shipped file must open where onnxruntime is"
    for line in (
        "常常深入基层，天天向上，件件有着落。",
        "首要要求是安全。",
        "让老年人人人有保障。",
        "谨谨慎慎、认认真真办好每一件事。",
    ):
        assert [item for item in builtin().corrections(line) if item.chance >= THOUGHT] == []


def test_a_figure_twice_is_told_of_only_where_it_is_surely_a_slip() -> None:
    pytest.importorskip("onnxruntime", reason="without onnxruntime the trees decide alone")
    told = {line: [finding.text for finding in check(line)] for line in ("统一一实施节能改造。", "逐项一一落实。")}
    assert told == {"统一一实施节能改造。": ["一"], "逐项一一落实。": []}


def test_the_engine_is_whole_without_it() -> None:
    alone = Speller(MODELS)
    assert [item.new for item in alone.corrections(LINE)] == ["织"]


def test_what_is_said_of_a_line_does_not_depend_on_the_next() -> None:
    lines = [LINE, "严历打击各类违法犯罪行为，保障公民的合法权力。", "出席会义并作讲话，人民政政府依法履行职责。"]
    alone = [builtin().over(MODELS).corrections(line) for line in lines]
    together = builtin().over(MODELS)
    together.prepare([*lines, "另外一行"])
    assert [together.corrections(line) for line in lines] == alone


def test_a_file_that_is_none_leaves_the_engine_to_the_trees(tmp_path, caplog) -> None:
    assert open_voter(MODELS.alphabet, tmp_path / "missing.onnx") is None
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no model")
    assert open_voter(MODELS.alphabet, broken) is None
    assert "silent" in caplog.text
