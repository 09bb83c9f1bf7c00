"""Templates are folders: the built-in ones work by their own examples, an office adds and replaces without code."""

from dataclasses import replace

import pytest

from tests.lib.typeset.papers import PLAIN
from tests.lib.typeset.test_pdf import text_of
from zhongshu.lib.document import Document, validation
from zhongshu.lib.document.kinds import KINDS
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import catalogue, faults, template_for, templates, to_form_pdf, to_pdf

OWN = '#import "@zhongshu/paper:1.0.0": *\n#show: sheet\n#plain[本办便函 #d.number]\n#for item in d.body { element(item) }'


def folder(path, name="own", toml='name = "便函"\nkinds = ["notice"]', main=OWN):
    made = path / name
    made.mkdir()
    if toml is not None:
        (made / "template.toml").write_text(toml, "utf-8")
    if main is not None:
        (made / "main.typ").write_text(main, "utf-8")
    return path


BUILT_IN = [(code, name) for code, template in templates().items() for name in template.examples()]


@pytest.mark.parametrize(("code", "name"), BUILT_IN)
def test_every_example_is_printed_by_its_template(code, name):
    template = templates()[code]
    data = template.examples()[name]
    if template.takes == "form":
        assert to_form_pdf(code, data).pages >= 1
        return
    document = Document.from_json(data)
    assert template_for(document).code == code
    assert validation.check(document) == []
    rendered = to_pdf(document)
    assert rendered.missing == ()
    assert document.plain_title[:4] in text_of(rendered.pdf).replace("\r\n", "")


def test_every_template_has_an_example_and_says_what_it_is_for():
    for template in templates().values():
        assert template.examples(), template.code
        assert template.use
        assert set(template.kinds) <= set(KINDS)


def test_an_offices_template_sets_the_kinds_it_lists(tmp_path):
    own = folder(tmp_path)
    assert template_for(PLAIN, own).name == "便函"
    assert "本办便函" in text_of(to_pdf(PLAIN, templates=own).pdf)
    assert template_for(replace(PLAIN, kind="reply"), own).code == "document"


def test_a_document_may_name_its_template(tmp_path):
    own = folder(tmp_path, toml='name = "便函"')
    assert template_for(PLAIN, own).code == "document"
    for name in ("own", "便函"):
        assert template_for(PLAIN.set_by(name), own).own
    with pytest.raises(Refused, match="没有名为“不存在”的模板"):
        template_for(PLAIN.set_by("不存在"), own)


def test_a_folder_of_the_same_name_replaces_the_built_in(tmp_path):
    own = folder(tmp_path, name="document", toml='name = "本县文件格式"')
    assert template_for(PLAIN, own).name == "本县文件格式"
    assert not templates()["document"].own


@pytest.mark.parametrize(
    ("toml", "main", "words"),
    [
        (None, OWN, "缺少template.toml"),
        ('name = "甲"', None, "缺少main.typ"),
        ("name = ", OWN, "写法有误"),
        ('use = "甲"', OWN, "没有写明名称"),
        ('name = "甲"\ncolour = "red"', OWN, "不认识的项：colour"),
        ('name = "甲"\ntakes = "letter"', OWN, "takes只能是"),
        ('name = "甲"\ndate = "left"', OWN, "date只能是"),
        ('name = "甲"\nkinds = "notice"', OWN, "kinds应是一列"),
    ],
)
def test_a_folder_that_is_no_template_is_refused_and_the_rest_works(tmp_path, toml, main, words):
    own = folder(tmp_path, "bad", toml, main)
    folder(tmp_path, "good")
    assert words in str(faults(own)["bad"])
    assert "good" in templates(own)
    with pytest.raises(Refused, match=words):
        to_pdf(PLAIN.set_by("bad"), templates=own)


def test_a_mistake_in_a_template_is_told_with_its_place(tmp_path):
    own = folder(tmp_path, main="#let a = \n")
    with pytest.raises(Refused, match=r"模板“便函”排版时出错.*main\.typ:1"):
        to_pdf(PLAIN, templates=own)


def test_a_template_reaches_no_file_outside_its_folder(tmp_path):
    (tmp_path / "secret.txt").write_text("机要", "utf-8")
    own = tmp_path / "own"
    own.mkdir()
    folder(own, main='#read("../../secret.txt")')
    with pytest.raises(Refused, match="排版时出错"):
        to_pdf(PLAIN, templates=own)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="不存在"):
        templates(tmp_path / "nowhere")


def test_a_changed_template_is_seen_at_once(tmp_path):
    own = folder(tmp_path)
    assert templates(own)["own"].name == "便函"
    (own / "own" / "template.toml").write_text('name = "新便函"', "utf-8")
    assert catalogue.find("新便函", own).code == "own"
