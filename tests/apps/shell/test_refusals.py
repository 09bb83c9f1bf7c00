"""What could not be done: pages, fragments and JSON that say what happened, that nothing was lost, what to do."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("tests.apps.shell.gallery"), pytest.mark.django_db]


def text(response):
    return response.content.decode()


def test_a_refusal_is_a_page_with_remedy_and_basis(sign_in):
    response = sign_in("drafter").get("/gallery/refusing/")
    assert response.status_code == 409
    for words in ("这件请示要先送核稿。", "请点“送核稿”。", "《党政机关公文处理工作条例》第二十条", "工作台"):
        assert words in text(response)


def test_a_refused_form_gives_back_what_was_typed_but_no_password(sign_in):
    typed = {"opinion": "第二部分请再核对。\n第三部分同意。", "password": "secret-word-9"}
    page = text(sign_in("drafter").post("/gallery/refusing/", typed))
    assert "第三部分同意。" in page
    assert "secret-word-9" not in page


def test_a_refusal_for_htmx_goes_to_the_messages(sign_in):
    response = sign_in("drafter").get("/gallery/refusing/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (409, "#messages")
    assert "<html" not in text(response)


def test_a_refusal_for_a_script_is_json(sign_in):
    response = sign_in("drafter").get("/gallery/refusing/", headers={"Accept": "application/json"})
    assert response.status_code == 409
    assert response.json() == {
        "message": "这件请示要先送核稿。",
        "remedy": "请点“送核稿”。",
        "basis": "《党政机关公文处理工作条例》第二十条",
    }


def test_nothing_found_says_so_in_chinese(sign_in):
    response = sign_in("drafter").get("/nowhere/")
    assert response.status_code == 404
    assert "没有找到这一页" in text(response)


def test_a_fault_of_ours_shows_a_page_without_database_or_session(sign_in):
    client = sign_in("drafter")
    client.raise_request_exception = False
    response = client.get("/gallery/failing/")
    assert response.status_code == 500
    assert "已经保存的内容没有变动" in text(response)
    assert "a fault of ours" not in text(response)


def test_a_stale_form_says_to_refresh(accounts):
    client = Client(enforce_csrf_checks=True)
    client.force_login(accounts.drafter.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post("/gallery/counting/", {"opinion": "同意，请按程序办理。"})
    assert response.status_code == 403
    assert "页面放置太久" in text(response)
    assert "同意，请按程序办理。" in text(response)


def test_too_many_fields_say_so(sign_in):
    response = sign_in("drafter").post("/gallery/counting/", {f"f{n}": "1" for n in range(2100)})
    assert response.status_code == 413
    assert "分几次提交" in text(response)


def test_half_a_million_characters_of_text_are_accepted(sign_in):
    response = sign_in("drafter").post(
        "/gallery/counting/", "body=" + "%E5%85%AC" * 500_000, content_type="application/x-www-form-urlencoded"
    )
    assert response.json() == {"files": 0, "fields": 1}


def test_an_upload_over_the_limit_is_refused_by_its_length_alone(sign_in, settings):
    # The body is never sent: whatever tried to read it would find nothing and say something else.
    response = sign_in("drafter").generic(
        "POST",
        "/gallery/counting/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 1024 * 1024),
    )
    assert response.status_code == 413
    assert f"一次上传不能超过 {settings.MAX_UPLOAD_MB} MB" in text(response)


def test_an_upload_within_the_limit_passes(sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    response = sign_in("drafter").post("/gallery/counting/", {"f": SimpleUploadedFile("a.txt", b"x" * 1000)})
    assert response.json()["files"] == 1
