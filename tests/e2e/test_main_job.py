"""The main job in a browser: a real speech becomes a paper and goes from draft to archive.

With one return, one added signer, and one phone approval countersigned later. The handbook's first chapter is this walk;
``make handbook`` takes its pictures.
"""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from tests.e2e.pages import Desk

SPEECHES = Path(__file__).parents[3] / "shared" / "samples" / "speeches"
OWN_SPEECH = Path(__file__).with_name("speech.txt")
SUBJECT = "印发县政府主要领导同志在全县办公室主任会议上讲话"
ADDRESSEES = "各乡镇人民政府，县政府各部门"
TITLE = f"明川县人民政府办公室关于{SUBJECT}的通知"


@pytest.fixture
def at(as_person, request):
    """A function: account → that person's desk."""
    pictures = request.config.getoption("--handbook")
    return lambda who: Desk(as_person(who), pictures=pictures)


@pytest.fixture
def speech(request) -> Path:
    """A real speech when the samples lie beside the checkout; one written for this test otherwise, and for pictures."""
    real = SPEECHES / "speech-4.txt"
    return OWN_SPEECH if request.config.getoption("--handbook") or not real.exists() else real


def test_a_speech_becomes_an_archived_paper(at, speech):
    paper = draft_from_speech(at, speech)
    returned_once(at, paper)
    vetted_with_an_added_signer(at, paper)
    five_gates(at, paper)
    approved_by_phone(at, paper)
    number = numbered_printed_sealed(at, paper)
    distributed(at, paper, number)
    countersigned_later(at, paper)
    archived(at, paper)
    the_pdf_is_right(at, paper, number)
    nobody_else_saw_it(at, paper)


def test_a_pasted_speech_is_read_like_the_uploaded_one(at, speech):
    """The other door: the same words pasted into the page give the same paper, confirmed and kept as a version."""
    drafter = (
        at("drafter").open("/outgoing/new/notice/").fill(subject=SUBJECT, issuer_code="明政办发").press("开始拟稿")
    )
    paper = re.search(r"/outgoing/\d+/", drafter.path).group()
    uploaded = recognised(drafter.open(f"{paper}import/").fill(upload=speech).press("识别"))
    words = speech.read_text("utf-8-sig")
    pasted = recognised(drafter.open(f"{paper}import/").fill(text=words).press("识别"))
    assert pasted == uploaded
    assert sum(map(len, pasted)) > 0.8 * len(words.strip())
    drafter.fill(kind="通知", issuer_code="明政办发", direction="下行文")
    drafter.press("核对无误，存为新版本").open(f"{paper}edit/")
    kept = drafter.page.locator(".cm-content").inner_text()
    first = next(text for text in pasted if len(text) > 40)
    assert first.splitlines()[0].strip() in kept


def recognised(drafter: Desk) -> list[str]:
    """What the page says it has read: what each piece was taken for and its words, in order."""
    fields = drafter.page.locator("main :is(textarea, input[type=text], select)[name]")
    return list(fields.evaluate_all("fields => fields.map(field => field.value)"))


def draft_from_speech(at, speech: Path) -> str:
    drafter = at("drafter").open("/outgoing/new/")
    drafter.keep("kinds")
    drafter.open("/outgoing/new/notice/").fill(subject=SUBJECT, issuer_code="明政办发").press("开始拟稿")
    paper = re.search(r"/outgoing/\d+/", drafter.path).group()
    drafter.open(f"{paper}import/").fill(upload=speech).press("识别")
    drafter.keep("import")
    drafter.fill(kind="通知", issuer_code="明政办发", direction="下行文")
    drafter.press("核对无误，存为新版本").open(f"{paper}edit/")
    drafter.page.locator(".cm-content").wait_for()
    drafter.fill(title=TITLE, addressees=ADDRESSEES, note="按办文要求定标题和主送").press("保存为新版本")
    drafter.open(f"{paper}edit/").page.locator(".cm-content").wait_for()
    drafter.keep("draft")
    drafter.open(paper)
    assert drafter.page.locator(".paper-pages img").count() >= 2
    drafter.keep("paper")
    drafter.fill(text="请审核。").press("提交").sees("核稿")
    return paper


def returned_once(at, paper: str) -> None:
    vetter = at("vetter").open("/").sees(TITLE)
    vetter.keep("todo")
    vetter.open(paper).begin("退回", "return_to").fill(target="拟稿", text="主送机关漏了直属机构，请补上。")
    vetter.keep("return", at=vetter.page.locator("form[action*=return_to]"))
    vetter.press("退回").sees("主送机关漏了直属机构，请补上。")
    drafter = at("drafter").open(paper).sees("主送机关漏了直属机构，请补上。").open(f"{paper}edit/")
    drafter.fill(addressees=f"{ADDRESSEES}、各直属机构", note="按核稿意见补主送").press("保存为新版本")
    drafter.open(paper).fill(text="已补上。").press("提交").sees("已补上。")


def vetted_with_an_added_signer(at, paper: str) -> None:
    vetter = at("vetter").open(paper).begin("加签", "add_signer")
    vetter.fill(people="何敏", position="before", text="请何主任先看讲话的提法。")
    vetter.keep("add-signer", at=vetter.page.locator("form[action*=add_signer]"))
    vetter.press("加签")
    deputy = at("deputy_director").open("/").sees(TITLE).open(paper)
    deputy.fill(text="提法准确，同意。").press("提交").sees("提法准确，同意。")
    vetter.open(paper).sees("提法准确，同意。").fill(text="已核。").press("提交").sees("已核。")


def five_gates(at, paper: str) -> None:
    director = at("director").open(f"{paper}gates/")
    director.keep("gates")
    settle_findings(director, f"{paper}gates/")
    for gate in ("政治关", "政策关", "事实关", "格式关", "语言关"):
        director.press(f"{gate}签字")
    director.keep("gates-signed")
    override_breaches(director, f"{paper}routing/")
    director.open(paper).fill(text="五关已核。").press("提交").sees("五关已核。")


def settle_findings(director: Desk, path: str) -> None:
    """Every finding that must be settled is set aside with a reason, as an editor would who has checked it."""
    for _ in range(40):
        waiting = director.open(path).page.locator(
            "main form:has(button:text-is('不采纳')):has([name=reason][required])"
        )
        if not waiting.count():
            return
        form = waiting.first
        form.locator("[name=reason]").fill("讲话原文如此，经核对无误")
        with director.page.expect_navigation():
            form.get_by_role("button", name="不采纳").click()
    raise AssertionError("findings do not come to an end")


def override_breaches(director: Desk, path: str) -> None:
    """Routing rules that may be set aside with a reason are."""
    for _ in range(10):
        waiting = director.open(path).page.locator("main form:has([name=reason])")
        if not waiting.count():
            return
        waiting.first.locator("[name=reason]").fill("按程序报批，确有必要")
        with director.page.expect_navigation():
            waiting.first.get_by_role("button").first.click()


def approved_by_phone(at, paper: str) -> None:
    drafter = at("drafter").open(paper).begin("电话请示", "approve_by_phone")
    drafter.fill(question="讲话已经五关把关，可否先行印发？", answer="同意，抓紧印发，回来补签。", witness="周明远")
    drafter.keep("phone", at=drafter.page.locator("form[action*=approve_by_phone]"))
    drafter.press("电话请示").sees("待补签")
    at("director").open("/board/phones/").sees(TITLE)
    at("director").open("/board/").keep("board")


def numbered_printed_sealed(at, paper: str) -> str:
    at("vetter").open(f"{paper}recheck/").fill(result="pass").press("确定")
    clerk = at("clerk").open(f"{paper}number/")
    clerk.keep("number")
    clerk.press("编号并送印制").open(f"{paper}print/").fill(copies="60").press("印制并送用印")
    keeper = at("seal_keeper").open(f"{paper}seal/")
    keeper.keep("seal")
    keeper.press("用印并登记")
    clerk.open(paper).page.locator(".paper-pages img").first.wait_for()
    clerk.keep("page", at=clerk.page.locator(".paper-pages img").first)
    return re.search(r"明政办发〔\d{4}〕\d+号", clerk.text).group()


def distributed(at, paper: str, number: str) -> None:
    clerk = at("clerk").open(f"{paper}distribute/")
    choose = clerk.page.locator("main select[aria-label*='青石镇人民政府']").first
    choose.evaluate("field => { const fold = field.closest('details'); if (fold) fold.open = true }")
    choose.select_option(index=1)
    clerk.keep("distribute", at=choose)
    clerk.press("分发").sees("青石镇")
    town = at("town_clerk").open("/outgoing/received/").follow(TITLE).sees(number)
    town.press("签收").sees("已签收")
    town.keep("received")
    clerk.open(f"{paper}deliveries/").sees("已签收")
    clerk.keep("receipts")


def countersigned_later(at, paper: str) -> None:
    leader = at("principal_leader").open(paper)
    leader.fill(text="同意。").press("补签")
    at("director").open("/board/phones/")
    assert TITLE not in at("director").text


def archived(at, paper: str) -> str:
    archivist = at("archivist").open(paper).follow("归档")
    archivist.fill(retention="30年")
    archivist.keep("archive")
    archivist.press("归档并办结").sees("已归档")
    reference = re.search(r"\w+-WS·\d{4}-D30-\w+-\d{4}", archivist.text).group()
    archivist.press("核对归档包").sees("归档包完整")
    archivist.keep("archived")
    return reference


def the_pdf_is_right(at, paper: str, number: str) -> None:
    """PDF/A, with the number in its text and the seal in its pictures."""
    response = at("drafter").page.context.request.get(f"{paper}file/")
    assert response.headers["content-type"] == "application/pdf"
    with pikepdf.open(BytesIO(response.body())) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert len(pdf.pages) % 2 == 0
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(response.body()))
    assert number in text.replace("\r\n", "").replace(" ", "")


def nobody_else_saw_it(at, paper: str) -> None:
    outsider = at("outsider")
    assert outsider.page.goto(paper).status == 404
    outsider.open("/search/?q=" + SUBJECT)
    assert TITLE not in outsider.text
