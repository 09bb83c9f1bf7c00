"""Importing: what is read, what is refused, and that nothing is lost on the way."""

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.apps.outgoing import steps
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.drafting import fields_of
from zhongshu.apps.outgoing.actions.importing import CHOSEN
from zhongshu.apps.outgoing.models import ImportedText, Version
from zhongshu.apps.outgoing.originals.libreoffice import converted, office
from zhongshu.apps.outgoing.originals.processes import run
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.lib.document import Kept
from zhongshu.lib.document.reading import Role, from_text
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import to_pdf

pytestmark = pytest.mark.django_db

TEXT = """明川县人民政府办公室关于商请支援防汛物资的函
明川县青石镇人民政府：
因连日降雨，我办拟商请贵镇支援防汛物资。
一、物资种类
编织袋、抽水泵。
专此函达。
"""


def as_docx(text: str) -> bytes:
    book = docx.Document()
    for line in text.splitlines():
        book.add_paragraph(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content"), [("函.docx", as_docx(TEXT)), ("函.txt", TEXT.encode("gb18030"))])
def test_a_file_becomes_elements_and_a_person_confirms(cast, name, content):
    paper = steps.new_paper(cast)
    row = actions.import_file(actor=cast.drafter, paper=paper, name=name, content=io.BytesIO(content))
    assert steps.reload(paper).revision == 1
    assert row.fields["title"] == "明川县人民政府办公室关于商请支援防汛物资的函"
    assert row.fields["addressees"] == "明川县青石镇人民政府"
    assert row.source.read() == content
    saved = actions.confirm_import(actor=cast.drafter, paper=paper, imported=row, base=1)
    version = current_version(steps.reload(paper))
    assert (saved.version, version.change) == (version, Version.Change.IMPORTED)
    assert version.document.body[0].text.startswith("因连日降雨")
    with pytest.raises(Refused, match="确认过"):
        actions.confirm_import(actor=cast.drafter, paper=paper, imported=row, base=2)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("坏.docx", b"PK\x03\x04 not a package", "DOCX"),
        ("假.docx", b"just words, no package \x00\x01", "DOCX"),
        ("炸弹.docx", bomb(), "庞大"),
        ("坏.pdf", b"%PDF-1.7 ...", "损坏"),
        ("锁.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("宏.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
        ("空.txt", b"", "空"),
        ("长.txt", ("防汛" * 250_000).encode(), "上限"),
        ("密.txt", "机密★10年\n关于某事的通知".encode(), "没有保存"),
    ],
)
def test_what_cannot_be_imported_is_said_and_changes_nothing(cast, name, content, words):
    paper = steps.new_paper(cast)
    with pytest.raises(Refused, match=words) as no:
        actions.import_file(actor=cast.drafter, paper=paper, name=name, content=io.BytesIO(content))
    assert no.value.remedy
    assert not ImportedText.objects.exists()
    assert steps.reload(paper).revision == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "函.md",
            "# 明川县人民政府办公室关于商请支援防汛物资的函\n\n明川县青石镇人民政府：\n\n**因连日降雨**，拟商请支援。".encode(),
        ),
        ("函.txt", TEXT.encode("utf-16")),
    ],
)
def test_other_formats_are_read_too(cast, name, content):
    row = actions.import_file(actor=cast.drafter, paper=steps.new_paper(cast), name=name, content=io.BytesIO(content))
    assert row.fields["title"] == "明川县人民政府办公室关于商请支援防汛物资的函"
    assert row.fields["addressees"] == "明川县青石镇人民政府"


def test_a_pdf_is_read_and_shown_page_by_page(accounts, sign_in):
    paper = steps.new_paper(accounts)
    pdf = to_pdf(from_text(TEXT).document).pdf
    row = actions.import_file(actor=accounts.drafter, paper=paper, name="函.pdf", content=io.BytesIO(pdf))
    assert row.fields["title"].replace("\n", "") == "明川县人民政府办公室关于商请支援防汛物资的函"
    client = sign_in("drafter")
    shown = client.get(reverse("outgoing:import_pages", args=[paper.pk, row.pk])).content.decode()
    assert "原文第 1 页" in shown
    page = client.get(reverse("outgoing:import_page", args=[paper.pk, row.pk, 1]))
    assert page.content.startswith(b"\x89PNG")
    assert client.get(reverse("outgoing:import_page", args=[paper.pk, row.pk, 99])).status_code == 404
    assert client.get(reverse("outgoing:import_original", args=[paper.pk, row.pk])).getvalue() == pdf


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_an_old_doc_passes_through_libreoffice(cast):
    doc = converted(as_docx(TEXT), suffix=".docx", to="doc")
    row = actions.import_file(actor=cast.drafter, paper=steps.new_paper(cast), name="函.wps", content=io.BytesIO(doc))
    assert row.fields["title"] == "明川县人民政府办公室关于商请支援防汛物资的函"
    assert any("LibreOffice" in note["reason"] for note in row.notes)


def test_without_libreoffice_an_old_doc_is_refused_with_a_way_out(cast, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    with pytest.raises(Refused, match="没有安装LibreOffice") as no:
        actions.import_file(actor=cast.drafter, paper=steps.new_paper(cast), name="函.doc", content=io.BytesIO(content))
    assert "另存为DOCX" in no.value.remedy


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path):
    with pytest.raises(Refused, match="超过1秒"):
        run(["sh", "-c", "sleep 300 & echo $! > child; sleep 300"], folder=tmp_path, seconds=1)
    child = Path(f"/proc/{int((tmp_path / 'child').read_text())}/stat")
    for _ in range(50):
        if not child.exists() or child.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("what it started is still running")


def test_pictures_and_marks_of_a_file_survive_editing(cast):
    book = docx.Document()
    for line in TEXT.splitlines()[:3]:
        book.add_paragraph(line)
    run_ = book.add_paragraph().add_run()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    run_.add_picture(io.BytesIO(picture.getvalue()))
    out = io.BytesIO()
    book.save(out)
    paper = steps.new_paper(cast)
    row = actions.import_file(actor=cast.drafter, paper=paper, name="函.docx", content=io.BytesIO(out.getvalue()))
    actions.confirm_import(actor=cast.drafter, paper=paper, imported=row, base=1)
    paper = steps.reload(paper)
    version = current_version(paper)
    kept = [block for block in version.document.body if isinstance(block, Kept)]
    assert [block.content for block in kept] == [picture.getvalue()]
    fields = fields_of(version, paper) | {"remark": "联系人：李明"}
    actions.save_draft(actor=cast.drafter, paper=paper, base=paper.revision, fields=fields)
    assert kept[0] in current_version(steps.reload(paper)).document.body


def test_the_pages_of_importing(accounts, sign_in):
    paper = steps.new_paper(accounts)
    client = sign_in("drafter")
    where = reverse("outgoing:import", args=[paper.pk])
    assert "请选择文件" in client.post(where, {"text": ""}).content.decode()
    refused = client.post(where, {"upload": SimpleUploadedFile("a.docx", bomb())})
    assert refused.status_code == 409
    assert "庞大" in refused.content.decode()
    answer = client.post(where, {"text": TEXT}, follow=True)
    text = answer.content.decode()
    assert "核对识别结果" in text
    assert "商请支援防汛物资" in text
    row = ImportedText.objects.get()
    for part in ("director", "outsider", "sysadmin"):
        other = sign_in(part)
        for name in ("confirm_import", "import_pages", "import_original"):
            assert other.get(reverse(f"outgoing:{name}", args=[paper.pk, row.pk])).status_code == 404
        assert other.post(reverse("outgoing:keep_import", args=[paper.pk, row.pk]), {}).status_code == 404


def sent(row, **changes):
    """What the confirming form sends."""
    pieces = actions.pieces_of(row)
    return (
        {"role": [p.role.value for p in pieces], "text": [p.text for p in pieces], "revision": 1}
        | row.fields_chosen
        | changes
    )


@pytest.fixture
def imported(accounts, sign_in):
    paper = steps.new_paper(accounts)
    row = actions.import_text(actor=accounts.drafter, paper=paper, text=TEXT)
    row.fields_chosen = {name: row.fields[name] for name in CHOSEN}
    return sign_in("drafter"), paper, row, reverse("outgoing:confirm_import", args=[paper.pk, row.pk])


def test_a_person_re_assigns_splits_merges_and_edits(imported):
    client, paper, row, where = imported
    pieces = actions.pieces_of(row)
    at = next(n for n, piece in enumerate(pieces) if piece.role is Role.PARAGRAPH)
    form = sent(row)
    form["text"][at] = form["text"][at].replace("，", "，\n", 1)
    answer = client.post(where, form | {"act": f"split-{at}"})
    assert answer["Location"] == f"{where}#piece-{at}"
    row.refresh_from_db()
    row.fields_chosen = {name: row.fields[name] for name in CHOSEN}
    assert len(actions.pieces_of(row)) == len(pieces) + 1
    client.post(where, sent(row) | {"act": f"merge-{at + 1}"})
    row.refresh_from_db()
    assert [piece.text for piece in actions.pieces_of(row)] == [piece.text for piece in pieces]
    form = sent(row)
    form["role"][at], form["text"][at] = "remark", "（联系人：李明）"
    client.post(where, form | {"act": "confirm"})
    document = current_version(steps.reload(paper)).document
    assert document.remark == "联系人：李明"
    assert all("连日降雨" not in block.text for block in document.body)


def test_what_is_typed_while_confirming_is_kept(imported):
    client, paper, row, where = imported
    form = sent(row)
    form["text"][-1] = "专此函达，请予支持。"
    kept = client.post(
        reverse("outgoing:keep_import", args=[paper.pk, row.pk]), form, headers={"accept": "application/json"}
    )
    assert kept.json()["revision"] == 1
    assert "专此函达，请予支持。" in client.get(where).content.decode()
    old = sent(row)
    old = old | {"role": old["role"][:2], "text": old["text"][:2]}  # a page opened before a split in another window
    client.post(reverse("outgoing:keep_import", args=[paper.pk, row.pk]), old)
    row.refresh_from_db()
    assert [piece.text for piece in actions.pieces_of(row)] == old["text"]


def test_a_mark_typed_while_confirming_is_refused(imported):
    client, paper, row, _ = imported
    form = sent(row)
    form["text"][-1] = "绝密★长期"
    answer = client.post(
        reverse("outgoing:keep_import", args=[paper.pk, row.pk]), form, headers={"accept": "application/json"}
    )
    assert answer.status_code == 409
    row.refresh_from_db()
    assert "绝密" not in str(row.pieces)
