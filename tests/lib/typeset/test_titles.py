from hypothesis import given
from hypothesis import strategies as st

from tests.lib.document.strategies import HAN
from zhongshu.lib.typeset.titles import TITLE_CHARACTERS, break_title, width

titles = st.text(st.one_of(HAN, st.sampled_from("《》“”（）、2026年 ")), min_size=1, max_size=90)


@given(titles)
def test_no_line_is_too_wide_and_nothing_is_lost(title):
    rows = break_title(title)
    assert all(width(row) <= TITLE_CHARACTERS for row in rows)
    assert "".join(rows).replace(" ", "") == title.replace(" ", "")


def test_titles_break_at_words_and_keep_names_whole():
    assert break_title("明川县人民政府关于申请解决东干渠应急除险加固工程资金的请示") == (
        "明川县人民政府关于申请解决东干渠",
        "应急除险加固工程资金的请示",
    )
    rows = break_title("明川县人民政府办公室关于转发县发展改革委《明川县促进民营经济发展措施》的通知")
    assert any("《明川县促进民营经济发展措施》" in row for row in rows)
    assert not any(row.startswith(("的", "》", "、")) for row in rows)


def test_three_lines_make_a_diamond_or_a_trapezoid():
    rows = break_title("中共明川县委办公室 明川县人民政府办公室关于进一步加强和改进全县信息报送工作的若干意见")
    first, middle, last = map(width, rows)
    assert middle >= max(first, last) or first > middle > last or first < middle < last


def test_breaks_the_drafter_made_are_kept():
    assert break_title("关于春耕\n工作的通知") == ("关于春耕", "工作的通知")
    assert break_title("") == ()
