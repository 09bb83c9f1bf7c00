"""The spelling engine on small texts: what it finds, what it leaves alone, and that both ways of counting agree."""

import importlib.util
import json
from pathlib import Path

import pytest

from zhongshu.lib.proofread import check
from zhongshu.lib.proofread.lines import check_lines
from zhongshu.lib.proofread.spelling import container, native
from zhongshu.lib.proofread.spelling.correction import Correction, Kind
from zhongshu.lib.proofread.spelling.models import from_container, open_models
from zhongshu.lib.proofread.spelling.speller import Speller
from zhongshu.lib.proofread.spelling.suppression import VERSE, Known, forbidden, phrases, settle
from zhongshu.lib.proofread.spelling.workshop import MODEL, builtin

TEXT = (
    "各级人民政府应当加强组识领导，有关部门要积极佩合，严历打击各类违法犯罪行为，切实提高人民群众的幸富感。\n"
    "县级以上人民府政应当因地治宜，保障公民的合法权力，出席会义并作讲话，人民政政府依法履行职责。"
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("各级人民政府应当加强组识领导", "各级人民政府应当加强组织领导"),
        ("严历打击各类违法犯罪行为", "严厉打击各类违法犯罪行为"),
        ("坚定不疑地推进改革开放", "坚定不移地推进改革开放"),
        ("公民的合法权力不受侵犯", "公民的合法权利不受侵犯"),
    ],
)
def test_mistakes_are_corrected(wrong: str, right: str) -> None:
    (line,) = check_lines([wrong])
    assert json.loads(line)["corrected"] == right


def test_the_kernel_and_numpy_agree(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_kernel", "tools/build_kernel.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    library = tmp_path / "kernel.so"
    if not module.build(Path(native.__file__).with_name("kernel.c"), library):
        pytest.skip("no C compiler at hand")
    compiled = Speller(from_container(container.read(MODEL), native.Kernel(library)))
    plain = Speller(open_models(MODEL, native=False))
    assert plain.corrections(TEXT) == compiled.corrections(TEXT)
    assert plain.corrections(TEXT)


def test_a_line_is_judged_by_itself() -> None:
    lines = TEXT.split("\n")
    alone = [builtin().corrections(line) for line in lines]
    together = builtin().over(builtin().models)
    together.prepare([*lines, "", "另外一行"])
    assert [together.corrections(line) for line in lines] == alone


def test_nothing_indecent_is_suggested() -> None:
    for word in sorted(forbidden()):
        made = Correction(1, 1 + len(word), word, 0.99, Kind.MISTAKEN)
        assert list(settle("的" + "〓" * len(word) + "的", (made,), Known())) == []


def test_names_recurring_words_opposites_and_known_words_are_left_alone() -> None:
    name = Correction(1, 2, "军", 0.99, Kind.MISTAKEN)
    assert list(settle("王均同志出席会议", (name,), Known())) == []
    again = Correction(1, 2, "配", 0.99, Kind.MISTAKEN)
    assert list(settle("极佩合，积极佩合", (again,), Known())) == []
    assert not told("摸一摸、认一认、猜一猜", 6, "人")
    assert not told("去年卖了两万多盒", 2, "买", 0.99)
    opposite = Correction(2, 3, "减", 0.99, Kind.MISTAKEN)
    assert list(settle("不断增加投入", (opposite,), Known())) == []
    known = Correction(0, 1, "佩", 0.99, Kind.MISTAKEN)
    assert list(settle("配合村的同志", (known,), Known(frozenset({"配合村"})))) == []


def told(text: str, at: int, new: str, chance: float = 0.95) -> list[Correction]:
    return list(settle(text, (Correction(at, at + len(new), new, chance, Kind.MISTAKEN),), Known()))


@pytest.mark.parametrize(
    ("text", "at", "new", "allowed"),
    [
        ("感柒了病毒", 1, "染", True),
        ("由市、县十民政府负责", 4, "人", True),
        ("第十二章", 1, "实", False),
        ("处一千元以上罚款", 2, "钱", False),
        ("计八人", 1, "公", True),
        ("共3八人", 2, "公", False),
        ("提出研究一见", 4, "意", True),
        ("提出几一见", 3, "意", False),
        ("投资亿元", 2, "一", False),
        ("伍仟元整", 0, "五千元", False),
        ("由的记机关", 1, "登", True),
    ],
)
def test_figures_are_left_to_the_rules_that_count_where_they_are_figures(
    text: str, at: int, new: str, *, allowed: bool
) -> None:
    assert bool(told(text, at, new)) is allowed
    assert not told(text, at, new, 0.85), "only what is sure"


def test_what_is_sure_is_told_in_titles_and_quotations_with_a_word_of_care() -> None:
    (line,) = check_lines(["用人单位应当遵守《中华人民共和国职业病防止法》的规定。"])
    (finding,) = json.loads(line)["findings"]
    assert (finding["text"], finding["suggestion"], finding["level"]) == ("止", "治", "should")
    found = check("用人单位应当遵守《中华人民共和国职业病防止法》的规定。")
    assert "请对照原文" in next(one.reason for one in found if one.suggestion == "治")
    assert not told("他说“我们要把这件是办好”。", 9, "事", 0.85)


def test_verse_is_told_apart_from_prose() -> None:
    verse = "古人说：“长风破浪会有时，直挂云凡济沧海。”"
    (only,) = told(verse, verse.index("凡"), "帆")
    assert only.chance == VERSE
    (only,) = told("白日依山尽，黄河入海流。欲穷千里目，更上一层搂。", 22, "楼")
    assert only.chance == VERSE
    (prose,) = told("减少病人的痛库，保证治疗的效果。", 6, "苦")
    assert prose.chance == 0.95


@pytest.mark.parametrize(
    "text",
    [
        "兹定于下周三召开全县经济工作会议。",
        "如有异议，请以书面形式向县纪委监委反映，抄送县卫健局、政数局。",
        "县防指要求执行首报、续报、终报制度，来文呈批后归入案卷，销号前送领导阅处。",
    ],
)
def test_words_of_offices_are_left_alone(text: str) -> None:
    assert not [one for one in check(text) if one.rule.startswith("language")]


def test_the_phrases_are_well_formed() -> None:
    assert len(phrases()) > 200
    assert all(2 <= len(phrase) <= 12 and phrase == phrase.strip() for phrase in phrases())


@pytest.mark.parametrize("text", ["", "\n\n", "abc", "😀" * 50, "\ue000", "一" * 3000, "的" * 4000, "\ud800"])
def test_odd_texts_do_no_harm(text: str) -> None:
    builtin().corrections(text)


def test_the_work_grows_with_the_length_only(monkeypatch: pytest.MonkeyPatch) -> None:
    speller, seen = builtin().over(builtin().models), []
    language = type(speller.models.language)
    score = language.profile
    monkeypatch.setattr(language, "profile", lambda self, ids: seen.append(ids.size) or score(self, ids))
    sizes = []
    for times in (40, 80):
        seen.clear()
        speller._known.clear()
        speller.corrections("".join(f"第{number}条有关部门要积极佩合，" for number in range(times * 10)))
        sizes.append(sum(seen))
    assert sizes[1] < 2.3 * sizes[0]


def test_lines_come_out_as_asked() -> None:
    first, second = (json.loads(line) for line in check_lines(["严历打击", ""]))
    assert (first["line"], second["line"], second["findings"], second["corrected"]) == (1, 2, [], "")
    for finding in first["findings"]:
        assert first["text"][finding["start"] : finding["end"]] == finding["text"]


def test_the_same_text_gives_the_same_answer() -> None:
    assert check(TEXT) == check(TEXT)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("县级以上人民政政府应当加强监督", "县级以上人民政府应当加强监督"),
        ("第三十七条条规定的情形", "第三十七条规定的情形"),
        ("《中华人人民共和国森林法》", "《中华人民共和国森林法》"),
        ("有关门部应当加强监督检查", "有关部门应当加强监督检查"),
        ("维护人民群众地合法权益", "维护人民群众的合法权益"),
    ],
)
def test_slips_of_the_hand_are_told(wrong: str, right: str) -> None:
    made = [wrong[: one.start] + one.new + wrong[one.end :] for one in builtin().corrections(wrong)]
    assert right in made


@pytest.mark.parametrize(
    "text",
    [
        "以营利为目的的活动，家家户户天天打扫，人人有责",
        "内地和沿海，因地制宜，深入地开展",
        "高架桥桥下空间",
        "孩子要好好地照看，大家才能放心地上班",
        "臭味实在让人受不了了",
        "深入学习习近平总书记重要讲话精神",
        "一桩桩、一件件实事落地见效，一道道难题被破解，一批批干部下沉一线",
        "中央开出一剂剂破除顽瘴痼疾的良药",
        "基层减负不能越减越负，该缓的缓到底",
    ],
)
def test_what_is_doubled_on_purpose_is_left_alone(text: str) -> None:
    assert not [one for one in check(text) if one.level != "consider"]


@pytest.mark.parametrize(("line", "stands"), [("旗帜鲜明反对腐败", True), ("旗织鲜明反对腐败", False)])
def test_what_is_part_of_a_dictionary_word_is_left_alone(line: str, stands: bool) -> None:
    speller = builtin()
    ids = speller.models.alphabet.encode(line)
    assert speller.stands_well(ids, Correction(1, 2, "志", 0.9, Kind.MISTAKEN)) is stands
