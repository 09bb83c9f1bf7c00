"""Everyday language: which lines it is asked about, and that the search over words finds the likeliest."""

import json
import mmap
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.proofread import check
from zhongshu.lib.proofread.lines import check_lines
from zhongshu.lib.proofread.spelling import container, everyday, learning, talking, wordpaths
from zhongshu.lib.proofread.spelling.alphabet import EDGE
from zhongshu.lib.proofread.spelling.correction import Correction, Kind
from zhongshu.lib.proofread.spelling.doubts import is_clear, is_company
from zhongshu.lib.proofread.spelling.language_model import UNIT
from zhongshu.lib.proofread.spelling.models import layered
from zhongshu.lib.proofread.spelling.word_model import WordModel
from zhongshu.lib.proofread.spelling.word_model import everyday as everyday_of
from zhongshu.lib.proofread.spelling.workshop import builtin

OFFICIAL = "各级人民政府应当加强组织领导，有关部门要积极配合，切实提高人民群众的幸福感。"
TALKED = "妈妈说你要多吃蔬菜，不要只吃肉，你怎么还不知道呢？"


def known():
    models = builtin().models
    words = models.everyday()
    assert words is not None
    assert models.register is not None
    return models, words, models.register


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("我门昨天去公园了，天气很好。", "我们昨天去公园了，天气很好。"),
        ("妈妈说你要多吃疏菜，不要只吃肉。", "妈妈说你要多吃蔬菜，不要只吃肉。"),
        ("这件事情我以经告诉你了，你怎么还不知道呢？", "这件事情我已经告诉你了，你怎么还不知道呢？"),
        ("孩子上学要过马路，那里没有红率灯，我们都很担心。", "孩子上学要过马路，那里没有红绿灯，我们都很担心。"),
        ("我觉的这个办法不错，大家都觉得很好。", "我觉得这个办法不错，大家都觉得很好。"),
        ("你说这本书是从那儿买的？我也想买一本。", "你说这本书是从哪儿买的？我也想买一本。"),
    ],
)
def test_mistakes_in_letters_are_corrected(wrong: str, right: str) -> None:
    (line,) = check_lines([wrong])
    assert json.loads(line)["corrected"] == right


@pytest.mark.parametrize(
    "text",
    [
        "你看看，我常常来这里，爸爸也天天来。",
        "我住在这里二十年了，楼下的饭店半夜还在放音乐，吵得我们睡不着觉，请领导帮帮我们。",
        "他觉得这个电影很好看，所以我们一起去看了。",
        "妹妹高兴地跳了起来，说得那么快，我再也听不清了。",
        "在圆周上，定出五个等距离的点，大家都看得清楚。",
        "你在哪里做饭？那里的座位都坐满了，他已经走了。",
        "一是要有平衡的心态、平淡的心态，明辨苦与乐、得与失，耐得住生活的清苦，我们大家都要这样。",
    ],
)
def test_what_is_said_twice_and_right_words_are_left_alone(text: str) -> None:
    (line,) = check_lines([text])
    assert json.loads(line)["corrected"] == text


def test_what_else_was_found_in_a_corrected_word_is_taken_back() -> None:
    (line,) = check_lines(["我家孩子在学校被同学欺付了，老师说只是闹着玩，我不能接受。"])
    assert json.loads(line)["corrected"] == "我家孩子在学校被同学欺负了，老师说只是闹着玩，我不能接受。"


@pytest.mark.parametrize(
    "text",
    [
        "你走的时候记得把门带上，妈妈说她晚上要去买菜。",
        "保洁员小翟一天要铲十几张小广告，翟大姐说她不嫌累。",
        "返乡青年骆小川开了网店，村里的豆腐干都是他帮着卖的。",
        "那几个坑填一填，让大车绕着走，大家伙儿出门就方便了。",
    ],
)
def test_in_a_paper_what_only_words_say_is_but_worth_a_thought(text: str) -> None:
    assert not [one for one in check(text) if one.rule.startswith("language") and one.level != "consider"]


def test_a_message_is_put_right_sooner_than_a_paper() -> None:
    message = "妈妈叫我去公元玩，我说我门一起去。"
    (line,) = check_lines([message])
    made = json.loads(line)
    assert made["corrected"] == "妈妈叫我去公园玩，我说我们一起去。"
    told = {(one.text, one.suggestion) for one in check(message)}
    assert {(one["text"], one["suggestion"]) for one in made["findings"]} <= told, "a paper is told of it all the same"


def test_hearsay_has_to_be_sure_in_a_paper() -> None:
    said = Correction(0, 1, "们", 0.9, Kind.MISTAKEN, hearsay=True)
    assert is_clear(said, beside_sure=False, hasty=True)
    assert not is_clear(said, beside_sure=True, hasty=False)
    assert is_clear(replace(said, chance=0.999), beside_sure=False, hasty=False)
    assert is_company(said, hasty=True)
    assert not is_company(said, hasty=False)


def test_words_are_numbered_from_the_commonest_on() -> None:
    _, words, _ = known()
    assert (np.diff(words.score[everyday.FIRST :].astype(int)) <= 0).all()
    numbers = np.concatenate(words.words.numbers)
    assert sorted(numbers.tolist()) == list(range(everyday.FIRST, len(words.score)))


@pytest.mark.parametrize(
    ("written", "meant", "often"),
    [("的", "得", True), ("得", "地", True), ("得", "的", False), ("请", "情", True), ("他", "她", False)],
)
def test_which_characters_are_often_mixed_up(written: str, meant: str, often: bool) -> None:
    alphabet = builtin().models.alphabet
    assert (tuple(alphabet.encode(written + meant).tolist()) in talking.mixed_up(alphabet)) is often


def test_letters_are_told_from_papers_line_by_line() -> None:
    models, _, register = known()
    ids = models.alphabet.encode(f"{OFFICIAL}\n{TALKED}\n\n２０２６")
    talk = register.talk(ids)
    first, second = len(OFFICIAL), len(OFFICIAL) + 1 + len(TALKED)
    assert talk[:first].max() < 0.05
    assert talk[first + 1 : second].min() > 0.95
    assert not talk[second:].any(), "nothing is known of a line without words"
    assert (register.talk(models.alphabet.encode(TALKED)) == talk[first + 1 : second]).all()


def test_what_is_common_in_talk_and_rare_in_papers_is_known() -> None:
    models, _, register = known()
    you, order = models.alphabet.encode("你第")
    assert register.shift[you] > 1 > -0.5 > register.shift[order]
    assert register.shift[EDGE] == 0


def test_papers_are_not_looked_at_for_everyday_words() -> None:
    models, words, _ = known()
    ids = models.alphabet.encode(OFFICIAL)
    assert wordpaths.where(models, words, ids, np.zeros(len(ids), dtype=bool)) == []
    silent = builtin().over(replace(models, everyday=lambda: None))
    assert silent.corrections(OFFICIAL) == builtin().corrections(OFFICIAL)
    wrong = "孩子上学要过马路，那里没有红率灯，我们都很担心。"
    assert silent.corrections(wrong) != builtin().corrections(wrong)


WORDS = ("我", "们", "门", "我们", "去", "公园", "公", "园", "元", "了")


@cache
def small(triples: bool):
    """A model of ten words."""
    number = {word: at for at, word in enumerate(WORDS)}
    pairs = [("我们", "去"), ("去", "公园"), ("公园", "了"), ("我", "去"), ("公", "园"), ("门", "去"), ("去", "了")]
    threes = [("我们", "去", "公园"), ("去", "公园", "了")]
    model = WordModel(
        WORDS,
        (
            np.arange(len(WORDS))[:, None],
            np.array([[number[word] for word in pair] for pair in pairs]),
            np.array([[number[word] for word in three] for three in threes]),
        ),
        (-np.linspace(2, 6, len(WORDS)), -np.linspace(0.5, 2, len(pairs)), np.array([-0.2, -0.3])),
        (-np.linspace(0.1, 1, len(WORDS)), -np.linspace(0.1, 0.5, len(pairs))),
    )
    return everyday_of(model, builtin().models.alphabet, 100, 100, triples=triples)


def test_a_model_comes_back_from_its_file() -> None:
    models, alphabet = builtin().models, builtin().models.alphabet
    words = small(triples=True)
    content = container.to_bytes({}, everyday.to_arrays(words, np.arange(len(words.score))))
    back, register = everyday.from_arrays(parsed(content)), everyday.register_from(parsed(content))
    assert [keys.tolist() for keys in back.words.keys] == [keys.tolist() for keys in words.words.keys]
    assert (register.leaning == np.arange(len(words.score))).all()
    assert (back.pairs == words.pairs).all()
    assert (back.triples == words.triples).all()
    for name in ("score", "backoff"):
        assert (getattr(back, name) == getattr(words, name)).all(), name
    for name in ("pair_score", "pair_backoff", "triple_score"):
        assert np.abs(getattr(back, name) - getattr(words, name)).max() <= everyday.PAIR_UNIT / 2, name
    park = models.alphabet.encode("公园")
    assert back.words.longest(park, 10).tolist() == [
        back.words.number(key_of("公园", alphabet), 2)[0],
        *back.words.number(park[1:], 1),
    ]


def test_what_was_seen_together_is_likelier() -> None:
    alphabet = builtin().models.alphabet
    words = small(triples=True)
    we, go, park = (int(words.words.number(key_of(word, alphabet), len(word))[0]) for word in ("我们", "去", "公园"))
    one = np.array
    together = words.follow(one([we]), one([go]), one([park]), one([0]))[0]
    assert together == round(-0.2 * UNIT)
    unseen = words.follow(one([park]), one([go]), one([park]), one([0]))[0]
    assert unseen == words.pair_score[np.flatnonzero(words.pairs == go << everyday.WORD_BITS | park)[0]]
    apart = words.follow(one([we]), one([park]), one([we]), one([0]))[0]
    assert apart == words.backoff[park] + words.score[we]


@given(st.text(alphabet="我们门去公园元了好，\n3", min_size=1, max_size=9))
def test_the_search_finds_the_likeliest_words_and_what_they_gain(text: str) -> None:
    models, words = builtin().models, small(triples=False)
    ids = models.alphabet.encode(text)
    choices = wordpaths.possible(models, words, ids)
    ways = list(all_ways(words, choices, len(ids)))
    best = max(score for score, _, _ in ways)
    found = wordpaths.changes(models, words, ids)
    new = ids.copy()
    for change in found:
        if change.likeliest:
            new[change.start : change.end] = change.new
    assert best == max(score for score, result, _ in ways if result == new.tolist())
    for change in found:
        span, kept = slice(change.start, change.end), ids[change.start : change.end].tolist()
        word = [*ids[change.first : change.start], *change.new, *ids[change.end : change.last]]
        through = max(score for score, _, cut in ways if (change.first, word) in cut)
        without = max(score for score, result, _ in ways if result[span] == kept)
        assert change.margin == pytest.approx((through - without) / UNIT)
        assert best - through <= wordpaths.HARDLY
        assert not change.likeliest or through == best


def all_ways(words, choices, size):
    """Every way of cutting the text into words: its score, its characters, and the words by start."""

    def on(place, before, score, result, cut):
        if place == size:
            yield score, result, cut
            return
        for row in np.flatnonzero(choices.start == place).tolist():
            number = int(choices.number[row])
            one = (np.array([value]) for value in (everyday.NOTHING, before, number, 0))
            follow = 0 if choices.fixed[row] else int(words.follow(*one)[0])
            length = int(choices.length[row])
            word = choices.new[row, :length].tolist()
            step = follow + int(choices.own[row])
            yield from on(place + length, number, score + step, result + word, [*cut, (place, word)])

    yield from on(0, everyday.NOTHING, 0, [], [])


def test_a_layer_of_libime_brings_all_its_words(tmp_path) -> None:
    models = builtin().models
    number = {word: at for at, word in enumerate(WORDS)}
    model = WordModel(
        WORDS,
        (np.arange(len(WORDS))[:, None], np.array([[number["我们"], number["去"]]]), np.array([[3, 4, 5]])),
        (np.full(len(WORDS), -3.0), np.array([-1.0]), np.array([-0.5])),
        (np.full(len(WORDS), -0.5), np.array([-0.5])),
    )
    layer = tmp_path / "general.zspell"
    layer.write_bytes(learning.general(models, model))
    more = layered(models, [layer])
    learnt = more.everyday()
    assert learnt is not None
    assert sum(map(len, learnt.words.keys)) == len(WORDS)
    assert len(learnt.triples) == 1
    assert more.register is models.register, "which lines are talk is still for the package to say"


def key_of(word, alphabet):
    key = 0
    for char in alphabet.encode(word).tolist():
        key = key << 13 | char
    return np.array([key])


def parsed(content):
    data = mmap.mmap(-1, len(content))
    data.write(content)
    return container._parse(data)


def test_edges_are_no_words() -> None:
    _, words, _ = known()
    assert words.words.longest(np.array([EDGE, EDGE]), 10).tolist() == [-1, -1]


def test_the_small_model_wants_other_characters() -> None:
    models = builtin().models
    found = wordpaths.changes(models, small(triples=True), models.alphabet.encode("我门去公元了"))
    likeliest = [change for change in found if change.likeliest]
    assert [(change.start, change.end, models.alphabet.decode(change.new)) for change in likeliest] == [(4, 5, "园")]
