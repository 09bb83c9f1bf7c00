"""``zhongshu check``: what it reads, what it says, and how it ends."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as Docx
from docx.shared import Mm, Pt

from zhongshu.cli import main
from zhongshu.lib.document import Document, Paragraph

FAULTY = "请于9月31日前报送。"
DOUBTFUL = "截止目前，已报送10家。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file of each kind, all with the same doubt."""
    (tmp_path / "a.txt").write_bytes(DOUBTFUL.encode("gb18030"))
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf" + DOUBTFUL.encode())
    (tmp_path / "c.txt").write_bytes(DOUBTFUL.encode("utf-16"))
    (tmp_path / "d.md").write_text(f"# 情况\n\n- **{DOUBTFUL}**\n```\n中文,code\n```\n", "utf-8")
    docx = Docx()
    for line in ("在全县会议上的讲话", "同志们：", DOUBTFUL):
        docx.add_paragraph(line)
    (tmp_path / "below").mkdir()
    docx.save(str(tmp_path / "below" / "e.docx"))
    document = Document(kind="speech", title="讲话", body=(Paragraph(DOUBTFUL),))
    (tmp_path / "f.json").write_text(json.dumps(document.to_json()), "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0")
    return tmp_path


def test_a_folder_is_read_with_all_below_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), "--level", "should", "--gate", "language"]) == 0
    output = capsys.readouterr()
    assert output.out.count("截止、截至") == 6
    assert output.err == ""


def test_the_worst_file_decides(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.txt").write_text(FAULTY, "utf-8")
    assert main(["check", str(folder / "bad.txt")]) == 1
    assert main(["check", str(folder / "bad.txt"), "--gate", "language"]) == 0
    assert main(["check", str(folder / "bad.txt"), str(folder / "missing.txt")]) == 2
    assert "找不到这个文件" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"\x00\x01\x02" * 100),
        ("b.docx", b"not a docx"),
        ("c.json", b"{"),
        ("d.txt", b"\xff\xff\xff"),
        ("e.docx", b"PK\x03\x04 broken"),
        ("f.pdf", b"%PDF-1.7 broken"),
        ("g.doc", b"\xd0\xcf\x11\xe0 broken"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path / name)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "：" in line
    assert "Error" not in line
    assert "Traceback" not in line


def test_nothing_named_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "没有给出要校对的文件" in capsys.readouterr().err


def test_json_is_one_object_for_one_file_and_a_list_for_several(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--format", "json", str(folder / "a.txt")]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["should"] == 1
    assert main(["check", "--format", "json", str(folder / "a.txt"), str(folder / "d.md")]) == 0
    one, two = json.loads(capsys.readouterr().out)
    assert (one["findings"][0]["line"], one["findings"][0]["column"]) == (1, 1)
    assert (two["findings"][0]["line"], two["findings"][0]["column"]) == (3, 5)


def test_sarif_points_at_the_characters(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "sarif", str(folder / "d.md")]) == 0
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    result = run["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 5, 7)
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "截至"


def test_html_escapes_what_it_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("<script>alert(1)</script>截止目前，已报送10家。", "utf-8")
    main(["check", "--format", "html", str(tmp_path / "a.txt")])
    page = capsys.readouterr().out
    assert "<script>" not in page
    assert '<mark class="should">截止</mark>' in page


def test_a_pack_is_used_and_a_faulty_one_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = folder / "pack"
    pack.mkdir()
    (pack / "ignored.toml").write_text(
        '[[entry]]\nname = "截止"\nvalue = "language.until_word"\nreason = "本机关惯例"\n', "utf-8"
    )
    main(["check", "--pack", str(pack), str(folder / "a.txt")])
    assert "没有发现问题" in capsys.readouterr().out
    (pack / "ignored.toml").write_text('[[entry]]\nname = "截止"\n', "utf-8")
    assert main(["check", "--pack", str(pack), str(folder / "a.txt")]) == 2
    assert "没有填“规则编号”" in capsys.readouterr().err


class Reviewed:
    """The parts of a reviewed file."""

    def __init__(self, path: Path) -> None:
        with ZipFile(BytesIO(path.read_bytes())) as package:
            self.body = package.read("word/document.xml").decode()
            self.comments = package.read("word/comments.xml").decode()
        self.docx = Docx(str(path))


def test_the_reviewed_copy_keeps_the_look_of_the_original(tmp_path: Path) -> None:
    docx = Docx()
    docx.add_paragraph("在全县会议上的讲话")
    paragraph = docx.add_paragraph("同志们：")
    paragraph = docx.add_paragraph()
    for words, bold in (("现在，截", False), ("止", True), ("目前，已报送10家。", True)):
        run = paragraph.add_run(words)
        run.bold, run.font.size = bold, Pt(16)
    table = docx.add_table(1, 1)
    table.cell(0, 0).text = "甲,乙"
    source, target = tmp_path / "原稿.docx", tmp_path / "审阅稿.docx"
    docx.save(str(source))
    before = source.read_bytes()
    main(["check", str(source), "--output", str(target), "--level", "should"])
    assert source.read_bytes() == before
    made = Reviewed(target)
    assert "<w:del " in made.body
    assert "<w:delText" in made.body
    assert "截至" in made.body
    assert made.body.count("<w:ins ") == 2
    assert "应当改·语言关　截止、截至" in made.comments
    assert "依据：" in made.comments
    kept = [run for run in made.docx.paragraphs[2].runs if run.text == "目前，已报送10家。"]
    assert kept[0].bold
    assert kept[0].font.size == Pt(16)


def test_a_reviewed_copy_of_a_text_is_a_new_paper(folder: Path) -> None:
    target = folder / "审阅稿.docx"
    assert main(["check", str(folder / "a.txt"), "--output", str(target)]) == 0
    assert "截至" in Reviewed(target).body


def test_the_original_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder / "below" / "e.docx"
    before = source.read_bytes()
    assert main(["check", str(source), "--output", str(source)]) == 2
    assert source.read_bytes() == before
    assert "不能覆盖原文件" in capsys.readouterr().err


def test_the_page_of_a_file_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docx = Docx()
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(25)
    docx.add_paragraph("关于做好防汛工作的通知")
    path = tmp_path / "通知.docx"
    docx.save(str(path))
    main(["check", str(path), "--gate", "format"])
    output = capsys.readouterr().out
    assert "应为37毫米、28毫米" in output
    assert "没有页码" in output


@pytest.mark.parametrize(
    "text",
    ["😀" * 5000, "\ue000\ue001", "各单位要认真落实会议精神，按时报送情况。" * 10_000, "", "\n" * 1000],
    ids=["emoji", "private", "long", "empty", "lines"],
)
def test_strange_texts_do_not_break_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert main(["check", str(path), "--format", "json"]) in {0, 1}


def test_numbers_that_word_writes_and_twins_find_their_paragraphs(tmp_path: Path) -> None:
    docx = Docx()
    for line in (
        "在全县会议上的讲话",
        "同志们：",
        "截止目前，已报送10家。",
        "请各单位抓紧。",
        "截止目前，已报送10家。",
    ):
        docx.add_paragraph(line)
    docx.paragraphs[2].style = docx.styles["List Number"]
    source, target = tmp_path / "原稿.docx", tmp_path / "审阅稿.docx"
    docx.save(str(source))
    main(["check", str(source), "--output", str(target), "--gate", "language", "--level", "should"])
    made = Reviewed(target)
    struck = [paragraph.text for paragraph in made.docx.paragraphs if "w:delText" in paragraph._p.xml]
    assert len(struck) == 2


def test_a_long_paper_is_reviewed_in_time(tmp_path: Path) -> None:
    path = tmp_path / "长文.txt"
    path.write_text("各单位要抓紧。\n截止目前，已报送10家。\n" * 400, "utf-8")
    main(["check", str(path), "--output", str(tmp_path / "审阅稿.docx"), "--gate", "language"])
    assert Reviewed(tmp_path / "审阅稿.docx").body.count("<w:ins ") == 400
