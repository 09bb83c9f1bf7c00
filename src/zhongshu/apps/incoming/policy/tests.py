"""初审: the five tests of a paper that has come in (《党政机关公文处理工作条例》第二十四条第三项)."""

BASIS = "《党政机关公文处理工作条例》第二十四条第三项"

TESTS = {
    "competence": "是否应当由本机关办理",
    "routing": "是否符合行文规则",
    "form": "文种、格式是否符合要求",
    "consent": "涉及其他地区或者部门职权范围内的事项是否已经协商、会签",
    "drafting": "是否符合公文起草的其他要求",
}
