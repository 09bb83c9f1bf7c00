"""Each line a text of its own: what is made in ``corrected``, and what is only told."""

import json

import pytest

from zhongshu.lib.proofread.lines import check_lines


def entry(line: str) -> dict[str, object]:
    (said,) = check_lines([line])
    return dict(json.loads(said))


@pytest.mark.parametrize(
    "line",
    [
        "依法治国,依法执政,依法行政共同推进",
        "出席会议的有:县委书记、县长(代)",
        "２０１１年，全县创建４Ａ级景区。",
        "会议还有一些事项．．．",
    ],
)
def test_a_line_typed_or_exported_so_throughout_is_told_and_left(line: str) -> None:
    said = entry(line)
    assert said["corrected"] == line
    findings = said["findings"]
    assert isinstance(findings, list)
    assert {one["level"] for one in findings} == {"consider"}


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("依法治国，依法执政,依法行政共同推进", "依法治国，依法执政，依法行政共同推进"),
        ("2011年，全县创建４Ａ级景区。", "2011年，全县创建4A级景区。"),
    ],
)
def test_one_among_others_is_put_right(line: str, right: str) -> None:
    assert entry(line)["corrected"] == right
