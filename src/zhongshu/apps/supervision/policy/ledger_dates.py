"""Dates as people write them into a ledger: 2026.3.5前, 3月底, 一季度末, 6月中旬, a real date, Excel's day number."""

import calendar
import re
from datetime import date, datetime, timedelta

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(25_569, 73_415)  # 1970 to 2100
_DIGITS = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_TAIL = r"(?:日|号)?(?:之?前|以前|前完成|完成|底前)?"
_FULL = re.compile(r"(\d{4})[年./\-](\d{1,2})[月./\-](\d{1,2})" + _TAIL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(?:(\d{2,4})年)?(\d{1,2})[月./](\d{1,2})" + _TAIL)
_MONTH = re.compile(r"(?:(\d{4})[年./\-])?(\d{1,2})月?(底|末|份|上旬|中旬|下旬|初)?(?:之?前|以前|完成|前完成)?")
_QUARTER = re.compile(r"(?:(\d{4})年)?第?([一二三四1-4])季度(?:底|末)?(?:之?前|完成)?")
_HALF = re.compile(r"(?:(\d{4})年)?(上|下)半年(?:底|末)?(?:之?前|完成)?")
_YEAR_END = re.compile(r"(?:(\d{4})年|今年|本年|全年)?(?:年?底|年?末|12月底)?(?:之?前|完成)?")
_ENDLESS = ("长期", "常态", "持续", "每月", "每季", "全程", "即时", "立即", "尽快", "待定", "另行")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


class Unreadable(ValueError):
    """The cell is no date; the message says why, in Chinese."""


def read_date(cell: object, *, year: int) -> date:
    """The last day that a cell of a ledger names; ``year`` stands in where the cell has none. Raises Unreadable."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and int(cell) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    if isinstance(cell, float) and not cell.is_integer():
        raise Unreadable(f"“{cell:g}”在表里是一个小数，分不清是几号（3.1 可能是 3月1日，也可能是 3月10日）")
    text = re.sub(r"[\s，。、（）()]", "", str(cell or "")).translate(_DIGITS)
    if not text:
        raise Unreadable("没有填写时限")
    if any(word in text for word in _ENDLESS):
        raise Unreadable(f"“{text}”不是一个日期，督办事项必须有确定的时限")
    found = _specific(text, year) or _period(text, year)
    if found is None:
        raise Unreadable(f"“{text}”看不懂是哪一天")
    return found


def _specific(text: str, year: int) -> date | None:
    if match := (_FULL.fullmatch(text) or _COMPACT.fullmatch(text)):
        return _day(*map(int, match.groups()), text=text)
    if match := _MONTH_DAY.fullmatch(text):
        return _day(_year(match[1], year), int(match[2]), int(match[3]), text=text)
    return None


def _period(text: str, year: int) -> date | None:
    if match := _QUARTER.fullmatch(text):
        return _last(_year(match[1], year), _QUARTERS[match[2]], text)
    if match := _HALF.fullmatch(text):
        return _last(_year(match[1], year), 6 if match[2] == "上" else 12, text)
    if (match := _MONTH.fullmatch(text)) and (match[1] or "月" in text):
        if match[3] in ("上旬", "初"):
            return _day(_year(match[1], year), int(match[2]), 10, text=text)
        if match[3] == "中旬":
            return _day(_year(match[1], year), int(match[2]), 20, text=text)
        return _last(_year(match[1], year), int(match[2]), text)
    if (match := _YEAR_END.fullmatch(text)) and text:
        return date(_year(match[1], year), 12, 31)
    return None


def _year(written: str | None, year: int) -> int:
    if not written:
        return year
    return int(written) if len(written) == 4 else 2000 + int(written)


def _day(year: int, month: int, day: int, *, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(f"“{text}”没有这一天") from error


def _last(year: int, month: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise Unreadable(f"“{text}”没有这个月")
    return date(year, month, calendar.monthrange(year, month)[1])
