import io
import zipfile

import pytest
from django.core.files.storage import default_storage

from zhongshu.apps.files import actions, policy, queries
from zhongshu.apps.files.responses import serve
from zhongshu.lib.refusal import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def test_the_same_content_lies_on_disk_once(cast):
    one = actions.store(actor=cast.drafter, name="一.png", content=PNG)
    two = actions.store(actor=cast.clerk, name="二.png", content=PNG)
    assert (one.path, one.name, two.name) == (two.path, "一.png", "二.png")
    assert two.read() == PNG


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\办公\\通知.docx", "通知.docx"),
        ("a\x00b\n.txt", "ab.txt"),
        ("...", "未命名文件"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
        ('"><script>.pdf', '"__script_.pdf'.replace('"', "_")),
    ],
)
def test_names_are_only_names(given, kept):
    assert policy.safe_name(given) == kept


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "是空的"),
        ("程序.docx", b"MZ\x00\x00\x90", "认不出"),
        ("假.docx", b"PK\x03\x04garbage", "认不出"),
        ("网页.pdf", b"<html>" + b"\xff" * 8, "认不出"),
    ],
)
def test_unfit_files_are_refused_by_their_content(cast, name, content, said):
    with pytest.raises(Refused, match=said):
        actions.store(actor=cast.drafter, name=name, content=content, allowed=policy.DOCUMENTS)


def test_a_package_of_another_kind_is_refused_whatever_its_name(cast):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("run.sh", "x")
    with pytest.raises(Refused, match="ZIP"):
        actions.store(actor=cast.drafter, name="通知.docx", content=buffer.getvalue(), allowed=policy.DOCUMENTS)


def test_too_large_is_refused(cast, settings):
    settings.MAX_UPLOAD_MB = 1
    with pytest.raises(Refused, match="上限"):
        actions.store(actor=cast.drafter, name="大.txt", content=b"a" * (1024 * 1024 + 1))


def test_damage_is_named(cast):
    stored = actions.store(actor=cast.drafter, name="一.png", content=PNG + b"damage")
    assert not list(queries.damaged())
    with open(default_storage.path(stored.path), "ab") as blob:
        blob.write(b"x")
    assert [(item.pk, why) for item, why in queries.damaged()] == [(stored.pk, "内容与校验值不符")]
    default_storage.delete(stored.path)


def test_only_harmless_kinds_are_shown_inside_a_page(cast):
    stored = actions.store(actor=cast.drafter, name="说明.txt", content=b"<script>alert(1)</script>")
    response = serve(stored, inline=True)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
