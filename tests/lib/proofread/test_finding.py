import json

import pytest

from zhongshu.lib.proofread import Finding, Gate, Level, check


def one(text: str) -> Finding:
    (finding,) = [finding for finding in check(text) if finding.rule == "language.until_word"]
    return finding


def test_survives_json() -> None:
    for finding in check("截止目前，已有[此处待补]，，完成。"):
        assert Finding.from_json(json.loads(json.dumps(finding.to_json()))) == finding


def test_json_holds_plain_values() -> None:
    assert one("截止目前，已报送10家。").to_json() == {
        "gate": "language",
        "rule": "language.until_word",
        "level": "should",
        "element": "text",
        "start": 0,
        "end": 2,
        "text": "截止",
        "reason": one("截止目前").reason,
        "basis": "《现代汉语词典》（第7版）",
        "suggestion": "截至",
        "confidence": 0.95,
        "context": "截止目前，已报送10",
    }


def test_refuses_json_of_something_else() -> None:
    with pytest.raises(KeyError):
        Finding.from_json({"gate": "language"})
    with pytest.raises(ValueError):
        Finding.from_json(one("截止目前").to_json() | {"level": "perhaps"})


def test_fingerprint_stays_when_other_places_change() -> None:
    before = one("各单位要高度重视。\n截止目前，已报送10家。")
    after = one("各单位、各乡镇要高度重视，立即行动。\n\n截止目前，已报送10家。")
    assert before.start != after.start
    assert before.fingerprint == after.fingerprint


def test_fingerprint_tells_two_places_apart() -> None:
    findings = check("第一季度会议多;第二季度文件多;第三季度检查多")
    assert len({finding.fingerprint for finding in findings}) == len(findings) == 2


def test_levels_and_gates_have_office_names() -> None:
    assert [gate.label for gate in Gate] == ["政治关", "政策关", "事实关", "格式关", "语言关"]
    assert [level.label for level in Level] == ["必须改", "应当改", "请斟酌"]
