"""Bad input gets a clear sentence and loses nothing: over the pages, as a person would come upon it."""

import http.client
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tools.bench.site import Site

from tests.apps.outgoing import steps
from tests.scenarios import bad_files
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.flow.models import Procedure
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Autosave, ImportedText, Version
from zhongshu.apps.outgoing.queries.papers import current_version

MEGABYTE = 1024 * 1024
TYPED = "这一段是刚刚写下、还没有存为版本的话。"


@pytest.fixture
def paper(accounts):
    """A draft with something typed and not yet saved."""
    paper = steps.new_paper(accounts)
    actions.share_draft(actor=accounts.drafter, paper=paper, person=accounts.section_head)
    actions.autosave(actor=accounts.drafter, paper=paper, base=1, fields=fields(paper, body=TYPED))
    return paper


@pytest.fixture
def nothing_lost(paper):
    """After the test the draft and what was typed are as they were, and the record holds."""
    before = (current_version(paper).digest, _typed(paper))
    yield
    paper = steps.reload(paper)
    assert (current_version(paper).digest, _typed(paper)) == before
    assert verify().ok


def _typed(paper) -> str:
    return Autosave.objects.get(paper=paper, person=paper.drafter).fields["body"]


def fields(paper, **changes):
    kept = {"kind": "letter", "title": paper.title, "direction": "lateral", "issuer_code": "明政办函"}
    return kept | {"addressees": "明川县青石镇人民政府", "body": steps.BODY, "annexes": []} | changes


def form(paper, revision=1, **changes):
    sent = fields(paper, **changes)
    del sent["annexes"]
    return sent | {"revision": str(revision)}


def sentence(answer, *words) -> str:
    """The answer's text, which must be in plain Chinese, name what is wrong, and show no inner workings."""
    text = answer.content.decode()
    for word in words:
        assert word in text
    assert not re.search(r"Traceback|Exception|Error:|django\.", text)
    return text


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_lost")
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("来稿.docx", bad_files.not_a_docx, "不是有效的DOCX"),
        ("表格.docx", bad_files.a_workbook_called_docx, "不是有效的DOCX"),
        ("炸弹.docx", bad_files.zip_bomb, "异常庞大"),
        ("带宏.docx", bad_files.with_macro, "宏"),
        ("带宏.docm", bad_files.with_macro, "没有"),
        ("外部.docx", bad_files.with_entities, "外部定义"),
        ("程序.exe", bad_files.a_program, "没有"),
    ],
)
def test_a_file_that_is_not_what_it_says(sign_in, paper, name, content, words):
    begun = time.monotonic()
    where = reverse("outgoing:import", args=[paper.pk])
    answer = sign_in("drafter").post(where, {"upload": SimpleUploadedFile(name, content())})
    assert answer.status_code in (409, 422)
    sentence(answer, words)
    assert not ImportedText.objects.exists()
    assert time.monotonic() - begun < 20


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_lost")
def test_an_upload_of_300_megabytes_is_refused_by_its_length_alone(sign_in, paper):
    answer = sign_in("drafter").generic(
        "POST", reverse("outgoing:import", args=[paper.pk]), b"--x--", "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * MEGABYTE),
    )  # fmt: skip
    assert answer.status_code == 413
    sentence(answer, "不能超过 50 MB", "已有的内容没有变动", "请压缩或拆分")


@pytest.mark.slow
@pytest.mark.parametrize("chunked", [False, True])
def test_a_real_server_does_not_wait_for_300_megabytes(tmp_path, chunked):
    """By announced length, and in pieces whose length nobody announced."""
    site = Site(tmp_path, with_worker=False, workers="1")
    site.start()
    try:
        status, text, seconds = _pour(site.port, chunked)
    finally:
        site.kill()
    assert status in (400, 403, 411, 413)
    assert chunked or "不能超过 50 MB" in text
    assert seconds < 20


def _pour(port: int, chunked: bool) -> tuple[int, str, float]:
    """Send up to 300 MB to a form; (status, page, seconds until the answer)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", "/accounts/login/")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader(
        "Transfer-Encoding" if chunked else "Content-Length", "chunked" if chunked else str(300 * MEGABYTE)
    )
    connection.endheaders()
    begun = time.monotonic()
    piece = b"0" * MEGABYTE
    try:
        for _ in range(8 if chunked else 2):
            connection.send(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
        if chunked:
            connection.send(b"0\r\n\r\n")
    except OSError:
        pass  # the server has answered and closed already
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace"), time.monotonic() - begun


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bad_files.bpmn_with_unknown_element, ["scriptTask", "run"]),
        (bad_files.bpmn_entity_bomb, ["实体"]),
        (bad_files.not_xml, ["XML"]),
    ],
)
def test_a_procedure_outside_the_subset_names_the_element(sign_in, paper, content, words):
    before = list(Procedure.objects.values_list("pk", "active"))
    begun = time.monotonic()
    answer = sign_in("sysadmin").post(
        reverse("flow:upload"), {"bpmn": SimpleUploadedFile("坏.bpmn", content()), "key": ""}
    )
    assert answer.status_code == 409
    sentence(answer, *words)
    assert list(Procedure.objects.values_list("pk", "active")) == before
    assert time.monotonic() - begun < 10


@pytest.mark.django_db
def test_half_a_million_characters_are_kept_though_no_version_takes_them(sign_in, paper):
    client, long = sign_in("drafter"), "为做好防汛备汛工作，各乡镇要加强值守" * 27_778
    assert len(long) > 500_000
    where = reverse("outgoing:autosave", args=[paper.pk])
    assert client.post(where, form(paper, body=long), headers={"accept": "application/json"}).status_code == 200
    answer = client.post(reverse("outgoing:edit", args=[paper.pk]), form(paper, body=long))
    assert answer.status_code == 409
    text = sentence(answer, "超过一件公文", "一字未丢")
    assert long in text, "the refusal gives back what was typed"
    assert _typed(paper) == long
    assert steps.reload(paper).revision == 1


@pytest.mark.django_db
def test_half_a_million_characters_sent_without_script_are_kept_too(sign_in, paper):
    long = "为做好防汛备汛工作，各乡镇要加强值守" * 27_778
    answer = sign_in("drafter").post(reverse("outgoing:edit", args=[paper.pk]), form(paper, body=long))
    assert answer.status_code == 409
    assert _typed(paper) == long, "the page says that the words lie in the autosave"


@pytest.mark.django_db
def test_control_characters_are_taken_out_and_said(sign_in, paper):
    dirty = f"一、总体{chr(0)}要求\r\n各乡镇{chr(8)}要{chr(0x202E)}加强{chr(0x200B)}领导{chr(0x1B)}[31m。"
    answer = sign_in("drafter").post(reverse("outgoing:edit", args=[paper.pk]), form(paper, body=dirty), follow=True)
    assert answer.status_code == 200
    sentence(answer, "看不见的控制字符")
    kept = str(Version.objects.get(paper=paper, no=2).content)
    assert "各乡镇要加强领导" in kept
    assert not any(character in kept for character in (chr(0), chr(8), chr(0x202E), chr(0x200B), chr(0x1B)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/search/?q=%00%01", "/outgoing/?text=%00", "/archive/?q=%00", "/desk/todo/?q=%00", "/org/?q=%00"]
)
def test_control_characters_in_an_address_are_no_fault_of_ours(sign_in, paper, path):
    assert sign_in("director").get(path).status_code in (200, 400)


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_lost")
@pytest.mark.parametrize("name", ["paper", "edit", "versions", "gates", "file", "number_assign", "deliveries"])
def test_somebody_elses_paper_answers_like_one_that_is_not_there(sign_in, paper, name):
    client = sign_in("outsider")
    theirs = client.get(reverse(f"outgoing:{name}", args=[paper.pk]))
    missing = client.get(reverse(f"outgoing:{name}", args=[999_999]))
    assert (theirs.status_code, missing.status_code) == (404, 404)
    sentence(theirs, "没有找到")
    assert _bare(theirs, paper.pk) == _bare(missing, 999_999)


def _bare(answer, pk: int) -> str:
    """The page without what differs on every request: tokens, and its own address."""
    text = re.sub(r'(nonce|value|content)="[\w+/=-]{16,}"', "", answer.content.decode())
    return re.sub(r"X-CSRFToken[^}]*}", "", text).replace(f"/outgoing/{pk}/", "")


@pytest.mark.django_db
def test_two_people_at_one_draft_lose_no_word(sign_in, paper):
    one, other = sign_in("drafter"), sign_in("section_head")
    where = reverse("outgoing:edit", args=[paper.pk])
    assert one.post(where, form(paper, body="第一人写的正文。")).status_code == 302
    answer = other.post(where, form(paper, body="第二人写的正文。", remark="联系电话：0999-1234567"))
    assert answer.status_code == 409
    sentence(answer, "第一人写的正文。", "第二人写的正文。", "0999-1234567", "林晓雯")
    assert steps.reload(paper).revision == 2
    kept = Autosave.objects.get(paper=paper, person__name="周明远")
    assert kept.fields["body"] == "第二人写的正文。"
    assert other.post(where, form(paper, 2, body="第一人写的正文。\r\n第二人写的正文。")).status_code == 302
    assert "第二人" in str(current_version(steps.reload(paper)).content)
    assert verify().ok
