"""The print: fonts told on its page, the owner's templates used, a sealed file signed where a certificate is set."""

import pytest
from django.urls import reverse

from tests.apps.outgoing import steps
from tests.lib.typeset import certificates
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.rendering import fonts_told, issued_document, page_images
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset.fonts import open_fonts
from zhongshu.lib.typeset.signing import signatures

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(accounts):
    return steps.to_step(accounts, steps.new_paper(accounts), "seal")


def test_the_page_of_a_print_tells_its_fonts(accounts, printed, sign_in):
    page = sign_in("clerk").get(reverse("outgoing:print", args=[printed.pk])).content.decode()
    for role, family in open_fonts().used().items():
        assert f"<dt>{role}</dt><dd>{family}</dd>" in page
    told = fonts_told(issued_document(printed))
    assert told["used"] == open_fonts().used()
    assert told["missing"] == ()


def test_the_owners_template_sets_the_pages(accounts, printed, tmp_path, settings):
    folder = tmp_path / "note"
    folder.mkdir()
    (folder / "template.toml").write_text('name = "便函"\nkinds = ["letter"]', "utf-8")
    (folder / "main.typ").write_text('#import "@zhongshu/paper:1.0.0": *\n#show: sheet\n一页', "utf-8")
    settings.TEMPLATE_FOLDER = str(tmp_path)
    document = issued_document(printed)
    assert len(page_images(document)) == 1
    (folder / "main.typ").write_text(
        '#import "@zhongshu/paper:1.0.0": *\n#show: sheet\n一页#pagebreak()两页#pagebreak()三页', "utf-8"
    )
    assert len(page_images(document)) == 3, "pictures of the template as it was are not shown any more"
    settings.TEMPLATE_FOLDER = ""
    assert len(page_images(document)) == 2


def test_a_sealed_file_is_signed_with_the_owners_certificate(accounts, printed, tmp_path, settings):
    steps.deposit_seal(accounts)
    file = tmp_path / "office.p12"
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD = str(file), certificates.PASSWORD
    with pytest.raises(Refused, match="证书文件读不出来，没有用印"):
        actions.affix_seal(actor=accounts.seal_keeper, paper=printed)
    file.write_bytes(certificates.office())
    use = actions.affix_seal(actor=accounts.seal_keeper, paper=steps.reload(printed))
    (found,) = signatures(use.file.read(), [certificates.root()], moment=printed.printings.get().at)
    assert (found.intact, found.whole, found.trusted) == (True, True, True)
