"""The wordings by which the elements of a paper are told apart. Every pattern is linear: no nested or overlapping repeats."""

from __future__ import annotations

import re
from datetime import date

DATE = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
CHINESE_DATE = re.compile(
    r"([〇○零Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
DATE_LINE = re.compile(rf"[（(]?\s*{DATE}\s*[）)]?")
SECRECY = re.compile(r"(?:密级[：:])?(绝密|机密|秘密|内部)(?:[★☆](.{0,12}))?")
URGENCY = re.compile(r"(?:紧急程度[：:])?(特提|特急|加急|平急)")
COPY_NUMBER = re.compile(r"(?:№|No\.?|NO\.?|份号[：:]?|编号[：:]?)?(\d{6})")
NUMBER = r"[一-鿿㐀-䶿]{1,12}\s?[〔\[［(（【﹝{]\s?\d{2,4}\s?年?\s?[〕\]］)）】﹞}]\s?第?\s?\d{1,5}\s?号"
NUMBER_LINE = re.compile(rf"(?:文号[：:])?\s?({NUMBER})")
NUMBER_AND_SIGNATORY = re.compile(rf"({NUMBER})\s*(?:签发人[：:]\s*)?((?:[一-鿿·]{{1,10}}\s*){{1,6}})")
SIGNATORY = re.compile(r"签\s?发\s?人[：:]\s*(.{1,60})")
SERIAL = re.compile(
    r"[（(]?(?:总?第\s?[\d一二三四五六七八九十百〇零]{1,6}\s?(?:期|号|次)|[〔\[]\d{4}[〕\]]\s?第?\d{1,4}[号期])[）)]?"
)
PRINTED = re.compile(rf"([^。]{{0,60}}?)\s*{DATE}\s*(?:印发|印)")
COPIED = re.compile(r"(抄送|抄报|主送)[：:]\s*(.+)", re.DOTALL)
ANNEX_NOTE = re.compile(r"附件[：:]\s*(.*)", re.DOTALL)
ANNEX_START = re.compile(r"附\s?件\s?([\d一二三四五六七八九十]{0,2})[：:]?")
ANNEX_NAMED = re.compile(r"附\s?件\s?([\d一二三四五六七八九十]{0,2})[：:]\s?(.{2,80})")
ANNEX_ITEM = re.compile(r"(\d{1,2})[.．、]\s*(.+)")
GREETING = re.compile(r"(?:各位|同志们|尊敬的|女士们|朋友们|老师们|同学们|代表们|委员们)[^。；]{0,60}[：:!！]")
SPEECH = re.compile(r"讲话|发言|致辞|致词|主持词|述职|贺信|贺电|唁电|报告会|座谈会|体会|心得|交流材料|总结|序")
ORGAN_END = re.compile(
    r"(?:政府|委员会|办公[厅室]|[省市州盟县区旗]委|工委|党组|党委|支部|[委局厅部会院处科组校所站中心公司集团社署行]|大队|支队|指挥部|人民法院|检察院)$"
)
POST = re.compile(
    r"((?:代|副)?(?:省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长|主任|主席|书记|局长|部长|厅长|行长|院长|检察长|会长|总理|署长|司令员))"
    r"\s*([一-鿿·]{1,4}(?:\s[一-鿿]{1,3})?)"
)
ATTENDANCE = re.compile(
    r"(出\s?席|列\s?席|请\s?假|缺\s?席|主\s?持|记\s?录|参加人员|时\s?间|地\s?点)[：:]\s*(.*)", re.DOTALL
)
CONTACT = re.compile(r"[（(].{2,80}[）)]|(?:联系人|联系电话|电话)[：:].{2,80}")
PAGE_NUMBER = re.compile(r"[—\-－–·•]\s?\d{1,4}\s?[—\-－–·•]|第\s?\d{1,4}\s?页(?:\s?[，,/]?\s?共\s?\d{1,4}\s?页)?")
ABOLISHED = re.compile(r"[（(]?此页无正文[）)]?")
SUBJECT_WORDS = re.compile(r"主题词[：:]")
SEAL_PROMPT = re.compile(r"[〔（(\[]?(?:此处)?(?:加盖|盖).{0,8}[印公]?章(?:处)?[〕）)\]]?")
PRINT_RUN = re.compile(r"[（(]?(?:共印|印数[：:]?)\s?\d{1,6}\s?份[）)]?")
ENDS = "。！？；，、：!?;,:"
MARK_WORDS = ("文件", "令", "纪要", "简报", "专报", "通报", "信息", "快报", "动态", "情况", "公报", "公告", "通告")
FAUX = re.compile(rf"[{ENDS}（）《》()]")
_DIGITS = {character: index for index, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}
_NUMERALS = {character: index for index, character in enumerate("零一二三四五六七八九")}


def bare(text: str) -> str:
    """The text without any blanks."""
    return re.sub(r"\s", "", text)


def read_date(text: str) -> date | None:
    """The date a whole line consists of, in digits or Chinese numerals; None for anything else or an impossible day."""
    text = text.strip()
    match = DATE_LINE.fullmatch(text)
    if match:
        return safe_date(match[1], match[2], match[3])
    old = CHINESE_DATE.fullmatch(bare(text).strip("（）()"))
    if not old:
        return None
    year = "".join(str(_DIGITS[character]) for character in old[1])
    return safe_date(year, str(_numeral(old[2])), str(_numeral(old[3])))


def safe_date(year: str, month: str, day: str) -> date | None:
    """The day, None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _numeral(text: str) -> int:
    tens, mark, ones = text.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if mark else 0) + _NUMERALS.get(ones, 0)


def names_in(text: str) -> tuple[str, ...]:
    """Personal names set apart by blanks or 、; a two-character name spread with a blank ("李　明") is put together."""
    names: list[str] = []
    for part in re.split(r"[\s、，,；;]+", text.strip()):
        if len(part) == 1 and names and len(names[-1]) == 1:
            names[-1] += part
        elif part:
            names.append(part)
    return tuple(names)


def groups(text: str) -> tuple[str, ...]:
    """Addressees as groups, set apart by commas or line ends; those in brackets belong together."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += (character in "（(") - (character in "）)")
        if character in "，,；;\n" and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return tuple(part.strip() for part in [*parts, current] if part.strip())
