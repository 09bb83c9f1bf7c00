import pytest

from zhongshu.lib.document import Document, Paragraph
from zhongshu.lib.proofread import check
from zhongshu.lib.proofread.report import as_data, human, place_name

TEXT = "各单位：\n请于9月31日前报送。"


def test_a_finding_is_shown_with_its_line_and_a_caret() -> None:
    assert human(TEXT, check(TEXT), name="通知.txt") == (
        "通知.txt 第2行第3字　必须改·事实关　日期不存在（facts.impossible_date）\n"
        "    请于9月31日前报送。\n"
        "        ^^^^^^^\n"
        "　　9月没有31日。\n"
        "　　依据：公历历法\n"
        "\n"
        "共发现必须改1处。\n"
    )


def test_a_long_line_is_cut_around_the_finding() -> None:
    text = "各单位要高度重视。" * 20 + "截止目前已完成。" + "各单位要高度重视。" * 20
    shown = human(text, check(text)).split("\n")[1]
    assert len(shown) < 90
    assert "截止目前" in shown


def test_a_missing_element_has_a_name_and_no_line() -> None:
    document = Document(kind="notice", title="关于防汛的通知", body=(Paragraph("请办。"),))
    assert human(document, check(document)).startswith("主送机关　必须改·格式关　缺少必备的要素")


def test_nothing_found_is_said() -> None:
    assert human("一切正常。", []) == "没有发现问题。\n"


def test_json_has_line_and_column() -> None:
    data = as_data(TEXT, check(TEXT), name="通知.txt")
    assert data["file"] == "通知.txt"
    assert data["counts"] == {"must": 1, "should": 0, "consider": 0}
    (finding,) = data["findings"]
    assert (finding["line"], finding["column"], finding["title"]) == (2, 3, "日期不存在")


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("title", "标题"),
        ("body/3", "正文第4段"),
        ("body/3/rows/1/0", "正文第4段表格第2行第1列"),
        ("addressees/0", "主送机关"),
        ("annexes/1/name", "附件2名称"),
        ("annexes/0/blocks/2", "附件1第3段"),
        ("signature_blocks/0/organ", "发文机关署名"),
        ("copy_number", "份号"),
        ("whatever", "whatever"),
    ],
)
def test_places_have_office_names(element: str, name: str) -> None:
    assert place_name(element) == name
