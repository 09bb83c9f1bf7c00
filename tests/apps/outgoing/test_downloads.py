"""A paper as DOCX and OFD: for those who know of it, never with a seal in a file that can be changed."""

import io
import zipfile

import ofdkit
import pytest
from django.urls import reverse
from docx import Document as read_docx

from tests.apps.outgoing import steps
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.outgoing.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def archived(accounts):
    return steps.to_step(accounts, steps.new_paper(accounts), "archive")


def words_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in read_docx(io.BytesIO(content)).paragraphs)


def test_a_draft_is_a_docx_with_the_preview_mark_and_no_ofd(accounts, sign_in):
    paper = steps.new_paper(accounts)
    client = sign_in("drafter")
    response = client.get(reverse("outgoing:docx", args=[paper.pk]))
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert response["Cache-Control"] == "private, no-store"
    assert paper.title in words_of(response.content).replace("\n", "")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert any("文稿预览" in archive.read(name).decode() for name in archive.namelist() if "header" in name)
    assert client.get(reverse("outgoing:ofd", args=[paper.pk])).status_code == 404


def test_an_issued_paper_is_an_ofd_with_its_seal_and_a_docx_without(archived, sign_in):
    client = sign_in("drafter")
    with ofdkit.open(client.get(reverse("outgoing:ofd", args=[archived.pk])).content) as document:
        assert archived.number_text in "".join(document.text().split())
        assert document.info.title == archived.title
    with zipfile.ZipFile(io.BytesIO(client.get(reverse("outgoing:ofd", args=[archived.pk])).content)) as archive:
        assert any("image" in name for name in archive.namelist())
    with zipfile.ZipFile(io.BytesIO(client.get(reverse("outgoing:docx", args=[archived.pk])).content)) as archive:
        assert not any("media" in name for name in archive.namelist())
    text = client.get(archived.get_absolute_url()).content.decode()
    assert reverse("outgoing:docx", args=[archived.pk]) in text
    assert "OFD（试用）" in text
    outsider = sign_in("outsider")
    for name in ("docx", "ofd"):
        assert outsider.get(reverse(f"outgoing:{name}", args=[archived.pk])).status_code == 404


def test_taking_a_restricted_paper_away_is_on_record(accounts, sign_in):
    paper = steps.new_paper(accounts)
    Paper.objects.filter(pk=paper.pk).update(secrecy=1)
    sign_in("drafter").get(reverse("outgoing:docx", args=[paper.pk]))
    assert Entry.objects.filter(verb="outgoing.look_at", summary__contains="可编辑文件").exists()
