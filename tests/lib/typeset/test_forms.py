from datetime import date

import pypdfium2 as pdfium
import pytest

from tests.lib.typeset.ink import Page
from tests.lib.typeset.test_pdf import text_of
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import Fields, Opinion, Opinions, to_form_pdf, to_ledger_pdf, to_slip_pdf
from zhongshu.lib.typeset.forms.table_sign import lines

COLUMNS = ("序号", "发文字号", "标题", "签发人", "成文日期", "状态")


def test_a_ledger_repeats_its_head_on_every_page():
    rows = [
        (str(n), f"明政办发〔2026〕{n}号", "关于做好春耕备耕工作的通知", "陈志远", "2026年3月1日", "已印发")
        for n in range(1, 121)
    ]
    rendered = to_ledger_pdf("发文登记簿", COLUMNS, rows, subtitle="明政办发·2026年", printed=date(2026, 12, 31))
    text = text_of(rendered.pdf)
    assert rendered.pages > 3
    assert text.count("发文字号") == rendered.pages
    assert all(f"〔2026〕{n}号" in text for n in range(1, 121))
    assert "打印日期：2026年12月31日" in text


def test_an_empty_ledger_says_so_and_a_crooked_one_is_a_mistake():
    assert "没有记录" in text_of(to_ledger_pdf("发文登记簿", COLUMNS, []).pdf)
    with pytest.raises(ValueError, match="one cell for each column"):
        to_ledger_pdf("发文登记簿", COLUMNS, [("1",)])


def test_a_slip_carries_every_opinion_with_name_and_full_date():
    slip = to_slip_pdf(
        "明川县人民政府办公室发文稿纸",
        [
            Fields((("标题", "关于做好春耕备耕工作的通知"),)),
            Fields((("拟稿", "林晓雯"), ("核稿", "沈静"))),
            Opinions("签发", (Opinion("同意。", "陈志远", date(2026, 3, 1), "电话同意·待补签"),)),
            Opinions("会签"),
        ],
        corner_left="明政办发〔2026〕1号",
        corner_right="加急",
    )
    text = text_of(slip.pdf)
    assert slip.pages == 1
    assert all(
        word in text for word in ("林晓雯", "同意。", "陈志远", "2026年3月1日（电话同意·待补签）", "会签", "加急")
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("沈静", ["沈　静"]),
        ("沈　静", ["沈　静"]),
        ("高建国", ["高建国"]),
        ("欧阳明川", ["欧阳明川"]),
        ("阿依古丽·买买提", ["阿依古丽·", "买买提"]),
        ("阿不都热合曼·买买提明", ["阿不都热合曼·", "买买提明"]),
        ("古丽·买买提", ["古丽·买买提"]),
        ("记者席", ["记者席"]),
        ("John Smith", ["John Smith"]),
        ("阿依・古丽", ["阿依·古丽"]),
    ],
)
def test_names_on_signs_are_spaced_as_usual(name, shown):
    assert lines(name) == shown


def test_a_sign_shows_its_name_to_both_sides():
    signs = to_form_pdf("table_sign", {"signs": [{"name": "高建国"}, {"name": "沈静"}]})
    document = pdfium.PdfDocument(signs.pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert [sum(text.count(one) for one in "高建国沈静") for text in texts] == [6, 4]
    page = Page(signs.pdf, 0)
    upper, lower = page.box(60, 146), page.box(151, 240)
    assert upper.centre == pytest.approx(105, abs=1.5)
    assert 148.5 - upper.bottom == pytest.approx(lower.top - 148.5, abs=0.3), "one is the other turned by half a turn"
    assert 148.5 - upper.top == pytest.approx(lower.bottom - 148.5, abs=0.3)


def test_a_long_name_stays_on_its_face():
    page = Page(
        to_form_pdf("table_sign", {"signs": [{"name": "迪力木拉提·阿不都热西提·吐尔逊江"}], "width": 180}).pdf, 0
    )
    box = page.box(151, 240)
    assert box.left > 15 + 10
    assert box.right < 195 - 10


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"signs": [{"name": "高建国"}], "height": 160}, "排不下两面"),
        ({"signs": []}, "名单是空的"),
        ({"signs": [{"nom": "高建国"}]}, "“signs/0”中有模板不认识的项：nom"),
        ({"signs": "高建国"}, "“signs”应为一列内容"),
        ({"signs": [{"name": 3}]}, "“signs/0/name”应为文字"),
        (["高建国"], "应为一组内容"),
    ],
)
def test_data_that_do_not_fit_the_example_are_refused_with_their_place(data, words):
    with pytest.raises(Refused, match=words):
        to_form_pdf("table_sign", data)


def test_a_slip_and_a_ledger_are_set_from_data_too():
    slip = to_form_pdf(
        "办理单", {"title": "收文办理单", "rows": [{"label": "拟办意见"}, {"fields": [["标题", "通知"]]}]}
    )
    assert "拟办意见" in text_of(slip.pdf)
    ledger = to_form_pdf("ledger", {"title": "登记簿", "columns": ["序号"], "rows": [["1"], ["2"]]})
    assert "登记簿" in text_of(ledger.pdf)
    with pytest.raises(Refused, match="格数与栏数不符"):
        to_form_pdf("ledger", {"title": "登记簿", "columns": ["序号"], "rows": [["1", "2"]]})


def test_a_roster_spreads_names_of_two_characters():
    data = {"title": "名单", "groups": [{"label": "各镇", "people": [{"name": "沈静"}, {"name": "欧阳明川"}]}]}
    assert "沈　静" in text_of(to_form_pdf("名单", data).pdf)


def test_an_offices_form_gets_its_data_as_they_are(tmp_path):
    folder = tmp_path / "pass"
    folder.mkdir()
    (folder / "template.toml").write_text('name = "出入证"\ntakes = "form"', "utf-8")
    (folder / "example.json").write_text('{"holder": "沈静", "places": ["一号楼"]}', "utf-8")
    (folder / "main.typ").write_text(
        '#import "@zhongshu/paper:1.0.0": *\n#show: grid-text\n持证人：#d.holder\n', "utf-8"
    )
    assert "持证人：李强" in text_of(to_form_pdf("出入证", {"holder": "李强"}, templates=tmp_path).pdf)
    with pytest.raises(Refused, match="不能排表单"):
        to_form_pdf("document", {})
