"""Confirming an imported text with a keyboard alone."""

from tests.lib.document.nasty import upward_report

LINKED = "[...document.querySelectorAll('.source-lines .is-linked')].map(item => item.textContent.trim().slice(0, 6))"


def test_a_file_is_imported_compared_and_kept_by_keyboard(as_person, tmp_path):
    (tmp_path / "请示.docx").write_bytes(upward_report())
    page = as_person("drafter")
    page.goto("/outgoing/new/request/")
    page.fill("#id_subject", "申请防汛资金")
    page.click("main button.btn-primary")
    page.wait_for_url("**/edit/")
    page.goto(page.url.replace("/edit/", "/import/"))
    page.set_input_files("#id_upload", str(tmp_path / "请示.docx"))
    page.locator("main button.btn-primary").press("Enter")
    page.wait_for_url("**/import/*/")
    assert "请核对" in page.inner_text("main")
    page.locator("a.source-line", has_text="安和市人民政府").press("Enter")
    field = page.locator("textarea:focus")
    assert field.input_value() == "安和市人民政府"
    assert page.evaluate(LINKED) == ["安和市人民政"]
    field.fill("安和市人民政府\n安和市财政局")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "按换行拆开"
    page.keyboard.press("Enter")
    page.wait_for_url("**#piece-*")
    select = page.locator("select[name=role]").nth(9)
    select.select_option("remark")
    page.locator("[data-autosave-state]", has_text="已保存").wait_for()
    page.reload()
    assert page.locator("select[name=role]").nth(9).input_value() == "remark"
    page.locator("button[value=confirm]").press("Enter")
    page.wait_for_url(lambda address: "/edit/" in address)
    assert "申请防汛资金" in page.input_value("#id_title")
    assert page.locator("textarea[name=addressees]").input_value().strip() == "安和市人民政府"
