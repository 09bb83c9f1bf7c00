import json
import subprocess
import sys

import pytest

from tests.lib.typeset.papers import PLAIN, block_seal
from zhongshu.cli import main
from zhongshu.lib.document import schema

TEXT = "关于做好春耕备耕工作的通知\n各镇人民政府：\n请抓紧做好春耕备耕工作。\n"


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "通知.json"
    file.write_text(json.dumps(PLAIN.to_json()), "utf-8")
    return file


def test_a_paper_becomes_a_pdf_beside_it(paper, capsys):
    assert main(["typeset", str(paper)]) == 0
    assert paper.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert "通知.pdf：4 页" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "count"), [("a.pdf", 1), ("a.png", 4), ("a.svg", 4)])
def test_the_suffix_of_the_output_decides_the_format(paper, tmp_path, name, count):
    assert main(["typeset", str(paper), "-o", str(tmp_path / name), "--ppi", "30"]) == 0
    assert len(list(tmp_path.glob(f"a*.{name[-3:]}"))) == count


def test_plain_texts_are_set_many_at_a_time(tmp_path):
    files = [tmp_path / name for name in ("甲.txt", "乙.md")]
    for file in files:
        file.write_text(TEXT, "utf-8")
    assert main(["typeset", *map(str, files), "-o", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"甲.pdf", "乙.pdf"}


def test_forms_seals_and_templates_by_name(paper, tmp_path, capsys):
    seal = tmp_path / "seal.png"
    seal.write_bytes(block_seal().png)
    assert main(["typeset", str(paper), "--seal", f"{seal}:45", "--template", "文件格式"]) == 0
    assert b"/Image" in paper.with_suffix(".pdf").read_bytes()
    capsys.readouterr()
    assert main(["typeset", "--example", "桌签"]) == 0
    names = tmp_path / "names.json"
    names.write_text(capsys.readouterr().out, "utf-8")
    assert main(["typeset", str(names), "--template", "桌签"]) == 0
    assert "5 页" in capsys.readouterr().out


def test_what_fonts_lack_is_told_and_makes_the_status(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(TEXT + "罕见字\U0001f9ff。", "utf-8")
    assert main(["typeset", str(file)]) == 1
    assert "印作〓的字：\U0001f9ff" in capsys.readouterr().out


def test_templates_fonts_and_the_schema_are_listed(tmp_path, capsys):
    (tmp_path / "half").mkdir()
    assert main(["typeset", "--list", "--show-fonts", "--templates", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "table_sign" in shown
    assert "仿宋：" in shown
    assert "模板“half”不能使用：缺少template.toml" in shown
    assert main(["typeset", "--schema"]) == 0
    assert capsys.readouterr().out == schema.text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "没有给出要排版的文件"),
        (["nowhere.json"], "没有名为"),
        (["{paper}", "-o", "a.xyz"], "不能输出"),
        (["{paper}", "--template", "不存在"], "没有名为“不存在”的模板"),
        (["{paper}", "--templates", "nowhere"], "模板文件夹“nowhere”不存在"),
        (["{paper}", "--seal", "nowhere.png"], "印章图片"),
    ],
)
def test_what_cannot_be_done_is_refused(paper, capsys, arguments, words):
    assert main(["typeset", *(argument.format(paper=paper) for argument in arguments)]) == 2
    assert words in capsys.readouterr().err


def test_the_command_needs_no_django(paper):
    program = (
        "import sys; sys.modules['django'] = None\n"
        f"from zhongshu.cli import main; sys.exit(main(['typeset', {str(paper)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
