"""Made-up names for people nobody needs to know by heart: always the same, never twice."""

from collections.abc import Iterator

SURNAMES = "王李张刘杨黄徐胡朱郑余董袁于苏卢魏薛阎潘崔陆姚廖邹熊郝孔邵万钱汤尹黎易常武乔贺赖龚"
GIVEN = [
    "建华",
    "丽娟",
    "海波",
    "秀英",
    "志强",
    "晓东",
    "玉珍",
    "国庆",
    "春梅",
    "伟民",
    "雪莲",
    "永康",
    "思远",
    "桂芳",
    "立群",
    "红霞",
    "俊杰",
    "淑华",
    "振宇",
    "佳慧",
    "长青",
    "美玲",
    "文博",
    "爱民",
    "雅琴",
    "世杰",
    "晨光",
    "月娥",
    "宏伟",
    "婷婷",
    "树林",
    "燕",
    "浩然",
    "兰香",
    "卫国",
    "洁",
    "学军",
    "巧云",
    "明亮",
    "秋菊",
    "成林",
    "彩虹",
    "子安",
    "冬梅",
    "德全",
    "静怡",
    "铁军",
    "小红",
    "新民",
]


def made_up() -> Iterator[str]:
    """Names one after another. The two lengths share no divisor, so the pairs come round only after all were used."""
    step = 0
    while True:
        yield SURNAMES[step * 7 % len(SURNAMES)] + GIVEN[step * 11 % len(GIVEN)]
        step += 1
