"""``zhongshu check --second-opinion``: off unless set up; what is marked secret is sent nowhere; silence costs nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lib.proofread.opinion.test_opinion import said, standin
from zhongshu import cli


def answer(told: dict[str, Any]) -> bytes:
    sentences = json.loads(told["messages"][-1]["content"])
    return said(json.dumps([one.replace("讨论", "研讨") for one in sentences], ensure_ascii=False))


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHONGSHU_HOME", str(tmp_path))
    monkeypatch.setenv("ZHONGSHU_SECOND_OPINION_MODEL", "替身")
    file = tmp_path / "paper.txt"
    file.write_text("会议讨论了有关问题。", "utf-8")
    return file


def test_it_must_be_set_up_and_asked_for(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["check", str(paper), "--second-opinion"]) == 2
    with standin(answer) as (address, asked):
        monkeypatch.setenv("ZHONGSHU_SECOND_OPINION", address)
        assert cli.main(["check", str(paper)]) == 0
        assert asked == []


def test_its_findings_are_told_as_such(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standin(answer) as (address, _):
        monkeypatch.setenv("ZHONGSHU_SECOND_OPINION", address)
        assert cli.main(["check", str(paper), "--second-opinion"]) == 0
    out = capsys.readouterr().out
    assert "请斟酌·语言关　第二意见（language.second_opinion）" in out
    assert "第二意见（替身）认为“讨论”应当改为“研讨”" in out


@pytest.mark.parametrize("mark", ["机密★5年", "秘密", "【绝密】", "内部★"])
def test_a_secret_is_sent_nowhere(
    mark: str, paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paper.write_text(f"{mark}\n会议讨论了有关问题。", "utf-8")
    with standin(answer) as (address, asked):
        monkeypatch.setenv("ZHONGSHU_SECOND_OPINION", address)
        cli.main(["check", str(paper), "--second-opinion"])
        assert asked == []
    assert "没有询问第二意见" in capsys.readouterr().err


def test_silence_costs_nothing(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paper.write_text("截止目前，会议讨论了有关问题。", "utf-8")
    monkeypatch.setenv("ZHONGSHU_SECOND_OPINION", "http://127.0.0.1:9/v1")
    assert cli.main(["check", str(paper), "--second-opinion"]) == 0
    told = capsys.readouterr()
    assert "其余意见不受影响" in told.err
    assert "截至" in told.out
