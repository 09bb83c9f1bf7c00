"""A paper from receipt to archive in a browser: read from its file, instructed on a phone, circulated, excused, filed.

The handbook's second chapter is this walk; ``make handbook`` takes its pictures.
"""

import io
import re
from datetime import date, timedelta

import pytest
from docx import Document as Docx

from tests.e2e.pages import Desk
from tests.e2e.test_pages import SIDEWAYS

DUE = date.today() + timedelta(days=20)
TITLE = "安和市水利局关于开展小型水库除险加固核查的函"
LINES = (
    "安和市水利局", "安水函〔2026〕57号", TITLE, "明川县人民政府：",
    "根据省水利厅统一部署，定于近期对各县小型水库除险加固情况开展核查。现将有关事项函告如下：",
    "一、请你县对辖区内23座小型水库逐座核对病险情况、资金到位和工程进度，形成核查清单。",
    f"二、请于{DUE.year}年{DUE.month}月{DUE.day}日前将核查清单和情况报告函复我局。",
    "安和市水利局", "2026年11月12日",
)  # fmt: skip
PROPOSAL = "拟请秘书科牵头，值班室配合，逐座核对23座小型水库，形成核查清单和情况报告送审。"
ORDER = "请秘书科牵头，10个工作日内把核查清单报我。"


@pytest.fixture
def at(as_person, request):
    """A function: account → that person's desk."""
    pictures = request.config.getoption("--handbook")
    return lambda who, **size: Desk(as_person(who, **size), pictures=pictures)


def docx() -> bytes:
    made, out = Docx(), io.BytesIO()
    for text in LINES:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def test_a_paper_from_receipt_to_archive(at):
    paper = received_and_registered(at)
    corrected(at, paper)
    checked_and_proposed(at, paper)
    instructed_on_the_phone(at, paper)
    assigned(at, paper)
    circulated(at, paper)
    handled_and_excused(at, paper)
    filed(at, paper)
    nobody_else_saw_it(at, paper)


def received_and_registered(at) -> str:
    clerk = at("clerk").open("/incoming/receive/")
    clerk.page.set_input_files(
        "[name=upload]", {"name": "来函.docx", "mimeType": "application/octet-stream", "buffer": docx()}
    )
    clerk.fill(copies="2")
    clerk.keep("in-receive")
    clerk.press("签收").sees("登记项（请逐项核对）")
    paper = re.search(r"/incoming/\d+/", clerk.path).group()
    assert clerk.page.locator("[name=title]").input_value() == TITLE
    assert clerk.page.locator("[name=document_number]").input_value() == "安水函〔2026〕57号"
    assert clerk.page.locator("[name=due_on]").input_value() == DUE.isoformat()
    assert "2026年11月12日" in clerk.page.locator(".reading").inner_text()
    clerk.keep("in-register")
    clerk.press("核对无误，登记").sees("已登记，收文号")
    return paper


def corrected(at, paper: str) -> None:
    """A slip of the pen in the register is put right, with its reason."""
    clerk = at("clerk").open(paper).follow("更正登记项")
    clerk.fill(document_number="安水函〔2026〕75号", reason="登记时把字号的两位数字写反了")
    clerk.keep("in-correct")
    clerk.press("更正").sees("登记项已更正", "安水函〔2026〕75号")


def checked_and_proposed(at, paper: str) -> None:
    clerk = at("clerk").open(paper)
    for box in clerk.page.locator("[name=passed]").all():
        box.check()
    clerk.keep("in-check")
    clerk.press("五项都通过，转拟办").sees("初审通过")
    vetter = at("vetter").open("/").sees(TITLE).open(paper)
    vetter.fill(text="请领导批示。").press("提交拟办").sees("套话")
    vetter.fill(text=PROPOSAL, lead_unit="秘书科", due_on=DUE.isoformat(), way="instruct")
    vetter.keep("in-propose")
    vetter.press("提交拟办").sees(PROPOSAL)
    offered = vetter.page.locator("main").inner_text()
    assert "县领导牵头" not in offered


def instructed_on_the_phone(at, paper: str) -> None:
    leader = at("principal_leader", width=390, height=844).open("/").sees(TITLE).open(paper)
    leader.fill(text=ORDER)
    assert leader.page.evaluate(SIDEWAYS) <= 1
    leader.keep("in-instruct", at=leader.page.locator("form[action*='/instruct/']"))
    leader.press("签署批示").sees(ORDER)


def assigned(at, paper: str) -> None:
    clerk = at("clerk").open(paper)
    assert clerk.page.locator("[name=lead_unit] option:checked").inner_text() == "秘书科"
    names = clerk.page.locator("[name=lead_unit] option").all_inner_texts()
    assert not [name for name in names if name.endswith("领导")]
    clerk.fill(handler="沈静", due_on=DUE.isoformat(), needs_answer="须答复来文机关")
    clerk.keep("in-assign", at=clerk.page.locator("form[action*='/assign/']"))
    clerk.press("分办").sees("已分办")


def circulated(at, paper: str) -> None:
    clerk = at("clerk").open(f"{paper}circulation/")
    clerk.fill(people="罗文斌", note="请阅。")
    clerk.fill(people="何敏")
    clerk.press("送阅").sees("文件在此")
    clerk.keep("in-circulation")
    deputy = at("deputy_leader").open("/desk/to_read/").sees(TITLE).open(paper)
    deputy.fill(text="已阅。").press("阅毕")
    clerk.open(f"{paper}circulation/")
    assert "何敏" in clerk.page.locator("tr:has-text('文件在此')").inner_text()


def handled_and_excused(at, paper: str) -> None:
    handler = at("vetter").open(paper)
    assert f"{DUE:%m-%d} 17:30" in handler.text, "the handler's deadline is the paper's"
    handler.fill(text="23座水库核查清单已形成，情况报告送领导审定。").press("提交").sees("核查清单已形成")
    clerk = at("clerk").open(paper).fill(result="核查清单已报领导审定。").press("办结").sees("还没有拟复文")
    clerk.open(f"{paper}reply/").sees("开始拟写")
    clerk.keep("in-reply")
    clerk.open(f"{paper}excuse/").fill(reason="市水利局来电，清单已由其工作组现场收取，不必复函")
    clerk.keep("in-excuse")
    clerk.press("记录理由").sees("不复文：市水利局来电")
    clerk.fill(result="核查清单已报领导审定，市水利局现场收取。").press("办结").sees("已办结")


def filed(at, paper: str) -> None:
    archivist = at("archivist").open(paper).follow("归档")
    archivist.fill(retention="10年").press("归档并办结").sees("已归档")
    archivist.press("核对归档包").sees("归档包完整")
    clerk = at("clerk").open(paper)
    assert "更正登记项" not in clerk.text
    clerk.keep("in-done")
    assert clerk.page.context.request.get(f"{paper}slip/").headers["content-type"] == "application/pdf"
    clerk.open("/incoming/book/").sees(TITLE)
    clerk.keep("in-book")


def nobody_else_saw_it(at, paper: str) -> None:
    outsider = at("outsider")
    assert outsider.page.goto(paper).status == 404


def test_a_leaders_words_on_the_paper_original_are_put_down(at, incoming_at):
    """代录 from a paper original: marked so, and no signature owed."""
    paper = incoming_at("instruct")["instruct"]
    clerk = at("clerk")
    clerk.open(f"{paper}transcribe/").fill(
        leader="陈志远", text="同意。请秘书科牵头，月底前报结果。", given_on=date.today().isoformat(), source="纸质批件原件",
        original="领导已在纸质原件上亲笔签批",
    )  # fmt: skip
    clerk.keep("in-transcribe")
    clerk.press("存为代录批示").sees("已代录", "纸质原件签批")
    assert "待补签" not in clerk.page.locator("section[aria-label='办到哪里']").inner_text()
