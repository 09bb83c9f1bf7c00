"""Fonts by role: the office's own by whatever name they go, the free ones behind, glyph by glyph."""

from pathlib import Path

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from tests.lib.typeset.papers import PLAIN
from zhongshu.lib.document import Paragraph
from zhongshu.lib.typeset import FontSet, to_pdf
from zhongshu.lib.typeset.fonts import CANDIDATES, ROLES, open_fonts

HELD = "国明川县人民政府办公室文件关于切实做好春耕备工作的通知各镇"


def make_font(folder: Path, family: str, file: str, characters: str = HELD) -> None:
    """A font of a few characters under a family name, cut out of one at hand."""
    path, index = open_fonts().place_of("fangsong", "国")
    font = TTFont(path, fontNumber=index)
    cutter = Subsetter()
    cutter.populate(text=characters)
    cutter.subset(font)
    names = font["name"]
    names.names = []
    for name_id, words in ((1, family), (2, "Regular"), (4, family), (6, "Office")):
        names.setName(words, name_id, 3, 1, 0x409)
    font.save(folder / file)


@pytest.mark.parametrize(
    ("family", "file", "role"),
    [
        ("方正小标宋_GBK", "a.ttf", "小标宋"),
        ("FZXiaoBiaoSong-B05", "b.ttf", "小标宋"),
        ("某小标宋体", "c.ttf", "小标宋"),
        ("仿宋_GB2312", "d.ttf", "仿宋"),
        ("某字体", "FZFSK.ttf", "仿宋"),
        ("楷体_GB2312", "e.ttf", "楷体"),
        ("SimHei", "f.ttf", "黑体"),
        ("方正书宋_GBK", "g.ttf", "宋体"),
    ],
)
def test_an_offices_font_is_known_by_its_name(tmp_path, family, file, role):
    make_font(tmp_path, family, file)
    used = open_fonts(FontSet(tmp_path)).used()
    assert used[role] == family
    assert {other: name for other, name in used.items() if other != role} == {
        other: name for other, name in open_fonts().used().items() if other != role
    }


def test_what_the_offices_font_lacks_falls_back_and_is_told(tmp_path):
    make_font(tmp_path, "仿宋_GB2312", "simfang.ttf")
    document = PLAIN.__class__(title="关于春耕的通知", body=(Paragraph("各镇喆玥。"),))
    rendered = to_pdf(document, fonts=FontSet(tmp_path))
    assert rendered.fonts_used["仿宋"] == "仿宋_GB2312"
    assert set(rendered.fell_back) >= set("喆玥")
    assert "国" not in rendered.fell_back
    assert all(family != "仿宋_GB2312" for family in rendered.fell_back.values())
    assert rendered.missing == ()


def test_a_title_character_the_title_font_lacks_is_told_too(tmp_path):
    make_font(tmp_path, "方正小标宋简体", "xbs.ttf")
    rendered = to_pdf(PLAIN.__class__(title="关于喆的通知", body=(Paragraph("国。"),)), fonts=FontSet(tmp_path))
    assert "喆" in rendered.fell_back


def test_every_role_has_a_font_and_something_to_fall_back_on():
    book = open_fonts()
    assert set(CANDIDATES) == set(ROLES)
    assert all(len(book.families[role]) > 1 for role in ROLES)


def test_without_the_system_only_the_folder_counts(tmp_path):
    make_font(tmp_path, "仿宋_GB2312", "d.ttf")
    book = open_fonts(FontSet(tmp_path, use_system=False))
    assert {names[0] for names in book.families.values()} == {"仿宋_GB2312"}
