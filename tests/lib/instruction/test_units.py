"""Who leads and who supports."""

import pytest

from zhongshu.lib.instruction import Part, named

NAMES = ["县发改局", "发改局", "财政局", "住建局", "应急局", "青石镇", "督查室"]


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("请发改局牵头，财政局、住建局配合，本周五前提出方案。", "发改局", ["财政局", "住建局"]),
        ("请财政局会同发改局研究。", "财政局", ["发改局"]),
        ("请应急局、住建局抓紧排查。", "应急局", ["住建局"]),
        ("由县发改局负责，财政局参与。", "县发改局", ["财政局"]),
        ("青石镇的做法值得推广。", None, []),
        ("青石镇反映的问题，请住建局解决。", "住建局", []),
    ],
)
def test_parts(sentence, lead, support):
    found = named(sentence, NAMES)
    assert [item.name for item in found if item.part is Part.LEAD] == ([lead] if lead else [])
    assert [item.name for item in found if item.part is Part.SUPPORT] == support
    assert all(sentence[item.start : item.end] == item.name for item in found)
