from zhongshu.lib.proofread import Gate, describe_gates


def test_five_gates_in_order_each_with_a_checklist() -> None:
    gates = describe_gates()
    assert [item.gate for item in gates] == list(Gate)
    assert [item.name for item in gates] == ["政治关", "政策关", "事实关", "格式关", "语言关"]
    for item in gates:
        assert item.question.endswith("？")
        assert len(item.checklist) >= 5
        assert len(set(item.checklist)) == len(item.checklist)
