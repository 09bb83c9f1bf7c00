"""Closed lists of words that documents are made of; each code carries the Chinese that users see."""

from __future__ import annotations

from zhongshu.lib.word import Word


class Direction(Word):
    """行文方向: which way a paper travels."""

    UPWARD = "upward", "上行文"
    DOWNWARD = "downward", "下行文"
    LATERAL = "lateral", "平行文"
    PUBLIC = "public", "公布性公文"


class SecrecyLevel(Word):
    """密级; the empty level is an ordinary paper, 内部 is not a state secret and prints no mark."""

    NONE = "", ""
    INTERNAL = "internal", "内部"
    CONFIDENTIAL = "confidential", "秘密"
    SECRET = "secret", "机密"
    TOP_SECRET = "top_secret", "绝密"

    @property
    def is_state_secret(self) -> bool:
        return self in (SecrecyLevel.CONFIDENTIAL, SecrecyLevel.SECRET, SecrecyLevel.TOP_SECRET)


class Urgency(Word):
    """紧急程度 of papers; 特提 and 平急 belong to telegrams only (art. 9)."""

    NONE = "", ""
    URGENT = "urgent", "加急"
    EXTRA_URGENT = "extra_urgent", "特急"


class Layout(Word):
    """格式: the four of GB/T 9704-2012 and the office's customary one for speeches and the like."""

    DOCUMENT = "document", "文件格式"
    LETTER = "letter", "信函格式"
    ORDER = "order", "命令（令）格式"
    MINUTES = "minutes", "纪要格式"
    MANUSCRIPT = "manuscript", "文稿格式"


class Style(Word):
    """How a stretch of words differs from the text around it."""

    BOLD = "bold", "加粗"
    KAI = "kai", "楷体"
    HEI = "hei", "黑体"


class Align(Word):
    """Where a paragraph or the cells of a column stand; the empty one is the usual: a paragraph two characters in, a cell
    by what it holds."""

    USUAL = "", ""
    LEFT = "left", "居左"
    CENTER = "center", "居中"
    RIGHT = "right", "居右"
