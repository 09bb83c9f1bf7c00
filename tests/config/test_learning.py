"""``zhongshu learn``: from a folder, from the archive; what is refused, and what is left out."""

import stat
from pathlib import Path

import numpy as np
import pytest

from zhongshu import cli
from zhongshu.config import learning
from zhongshu.lib.proofread.spelling import word_model, workshop
from zhongshu.lib.proofread.spelling.models import layered
from zhongshu.lib.proofread.spelling.workshop import builtin

LINES = (
    "{0}号院落整治由栖霞岭街道办事处牵头，桂冲源村集体经济合作社配合，限期{0}日完成。",
    "茶香坞片区第{0}批任务已经分解到村，各村要按照时间节点报送进展情况。",
    "县人民政府办公室对第{0}项工作开展督查，督查结果纳入年度考核。",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHONGSHU_HOME", str(tmp_path / "home"))
    papers = tmp_path / "papers"
    papers.mkdir()
    for paper in range(40):
        lines = [line.format(paper * 20 + number) for number in range(20) for line in LINES]
        (papers / f"{paper}.txt").write_text("\n".join(lines), "utf-8")
    return papers


def test_a_folder_is_learnt_and_forgotten(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "secret.txt").write_text("机密★5年\n" + "栖霞岭的秘密" * 50, "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    assert cli.main(["learn", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "学了40份" in said
    assert "学前 → 学后" in said
    assert "标为“机密”，没有学" in said
    assert "没有读" in said
    file = tmp_path / "home" / learning.FOLDER / learning.OWN
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [learning.OWN]
    monkeypatch.setattr(workshop, "_source", None)
    learning.use_learnt()
    assert workshop.office().speller
    assert cli.main(["learn", "--forget"]) == 0
    assert not file.exists()
    assert workshop.office().speller is None


@pytest.mark.parametrize("sources", [[], ["nowhere"]])
def test_nothing_to_learn_from_is_refused(sources: list[str], folder: Path) -> None:
    assert cli.main(["learn", *sources]) == 2


def test_too_little_is_refused_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    for file in list(folder.iterdir())[3:]:
        file.unlink()
    assert cli.main(["learn", str(folder)]) == 2
    assert not (tmp_path / "home" / learning.FOLDER).exists()


def test_libime_is_learnt_where_it_is_installed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_model, "installed", lambda: None)
    assert cli.main(["learn", "libime"]) == 2
    words = ("<unk>", "<s>", "县城", "防汛", "值班")
    rows = (np.arange(5)[:, None], np.array([[3, 4], [2, 3]]), np.array([[2, 3, 4]]))
    model = word_model.WordModel(
        words, rows, (np.log(np.full(5, 0.2)), np.log([0.5, 0.4]), np.log([0.9])), (np.zeros(5), np.zeros(2))
    )
    monkeypatch.setattr(word_model, "installed", lambda: folder)
    monkeypatch.setattr(word_model, "read", lambda _: model)
    assert cli.main(["learn", "libime"]) == 0
    file = tmp_path / "home" / learning.FOLDER / learning.GENERAL
    layer = layered(builtin().models, [file])
    ids = builtin().models.alphabet.encode("县城防汛值班")
    assert (layer.language.profile(ids).orders >= builtin().models.language.profile(ids).orders).all()
    assert layer.language.profile(ids).orders[-1] > builtin().models.language.profile(ids).orders[-1]
