"""Each line a text of its own: what is made in ``corrected``, and what is only told."""

import json

import pytest

from zhongshu.lib.proofread.lines import check_lines


def entry(line: str) -> dict[str, object]:
    (said,) = check_lines([line])
    return dict(json.loads(said))


@pytest.mark.parametrize("line", ["依法治国,依法执政,依法行政共同推进", "出席会议的有:县委书记、县长(代)"])
def test_a_line_in_half_width_marks_throughout_is_told_and_left(line: str) -> None:
    said = entry(line)
    assert said["corrected"] == line
    findings = said["findings"]
    assert isinstance(findings, list)
    assert {one["level"] for one in findings} == {"consider"}


def test_one_half_width_mark_among_others_is_put_right() -> None:
    assert entry("依法治国，依法执政,依法行政共同推进")["corrected"] == "依法治国，依法执政，依法行政共同推进"
