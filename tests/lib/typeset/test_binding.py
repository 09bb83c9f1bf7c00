"""One volume of many PDFs: pages in order, numbers, bookmarks, nothing that acts."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.lib.typeset.ink import Page
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset.binding import Cover, Part, bind, page_count
from zhongshu.lib.typeset.images import image_pdf

AT = datetime(2026, 3, 1, tzinfo=UTC)
COVER = Cover("县长办公会议材料汇编", [("会议地点", "第一会议室")], "县政府办", "2026年3月3日")


def pages(count: int, *, acting: bool = False, size: tuple[float, float] = (595, 842)) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(count):
            page = pdf.add_blank_page(page_size=size)
            if acting:
                page.obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        if acting:
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)")
            pdf.attachments["x.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_pages_follow_one_another_and_the_contents_say_where():
    parts = [Part("通知", pages(2)), Part("方案", pages(3, size=(842, 595)), "文件"), Part("意见", pages(1), "文件")]
    bound = bind(COVER, parts, timestamp=AT)
    assert (bound.starts, bound.pages) == ((1, 3, 6), 6)
    with pikepdf.open(BytesIO(bound.pdf)) as made:
        assert len(made.pages) == bound.front + 6
        assert list(made.Root.PageLabels.Nums)[2] == bound.front
        with made.open_outline() as outline:
            titles = [item.title for item in outline.root]
            assert titles == ["封面", "目录", "通知", "文件"]
            assert [child.title for child in outline.root[3].children] == ["方案", "意见"]


def test_what_could_act_stays_behind():
    bound = bind(COVER, [Part("外来件", pages(2, acting=True))], timestamp=AT)
    assert b"JavaScript" not in bound.pdf
    with pikepdf.open(BytesIO(bound.pdf)) as made:
        assert "/OpenAction" not in made.Root
        assert not list(made.attachments)
        assert all("/AA" not in page.obj and "/Annots" not in page.obj for page in made.pages)


def test_the_same_parts_give_the_same_pages():
    """Not the same bytes: stamped pages get names of the moment."""
    parts = [Part("通知", pages(2))]
    one, other = (bind(COVER, parts, timestamp=AT) for _ in range(2))
    assert (one.starts, one.pages) == (other.starts, other.pages)
    for number in range(one.front + one.pages):
        assert (Page(one.pdf, number).faint == Page(other.pdf, number).faint).all()


def test_refused_with_the_name_of_what_cannot_be_opened():
    with pytest.raises(Refused, match="坏的"):
        bind(COVER, [Part("好的", pages(1)), Part("坏的", b"%PDF-1.7 nothing")], timestamp=AT)
    with pytest.raises(Refused, match="没有可以合订"):
        bind(COVER, [], timestamp=AT)


def test_a_picture_is_a_page_and_what_is_none_is_not():
    out = BytesIO()
    Image.new("RGB", (3000, 400), "red").save(out, "JPEG")
    drawn = image_pdf(out.getvalue())
    assert drawn is not None
    assert page_count(drawn) == 1
    assert image_pdf(b"\xff\xd8\xff nothing") is None
