"""Numbers that carry their own check digit: unified social credit codes and identity numbers."""

import datetime
import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.checksums",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="统一社会信用代码、身份证号码校验不符",
    why="号码的最后一位是校验码，算出来不符，说明至少有一位抄错了。",
    basis="GB 32100—2015《法人和其他组织统一社会信用代码编码规则》；GB 11643—1999《公民身份号码》",
    since="0.1",
    confidence=0.95,
    wrong=(
        Correction("统一社会信用代码：91350100M000100Y44", "统一社会信用代码：91350100M000100Y43"),
        Correction("身份证号：110105194912310021", "身份证号：11010519491231002X"),
    ),
    good=("统一社会信用代码91350100M000100Y43，银行账号622202100011223344。",),
)

_CREDIT = re.compile(r"(?<=信用代码)(?:[：:（(为是]{0,2})([0-9A-Z]{18})(?![0-9A-Z])")
_IDENTITY = re.compile(r"(?:身份证(?:件)?号?码?|公民身份号码)[：:（(为是]{0,2}(\d{17}[\dXx])(?![0-9A-Za-z])")
_CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_IDENTITY_CHECKS = "10X98765432"
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for match in _CREDIT.finditer(manuscript.text):
        if not credit_code_holds(match[1]):
            yield Hit(match.start(1), match.end(1), reason="统一社会信用代码的校验码不符，请对照证照。")
    for match in _IDENTITY.finditer(manuscript.text):
        if not identity_holds(match[1]):
            yield Hit(match.start(1), match.end(1), reason="身份证号码的校验码或出生日期不符，请对照证件。")


def credit_code_holds(code: str) -> bool:
    """GB 32100: weights are the powers of 3 modulo 31."""
    if any(char not in _CREDIT_DIGITS for char in code):
        return False
    summed = sum(_CREDIT_DIGITS.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _CREDIT_DIGITS[(31 - summed % 31) % 31] == code[17]


def identity_holds(number: str) -> bool:
    """GB 11643: weights are the powers of 2 modulo 11, and the birthday is a day."""
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    summed = sum(int(char) * pow(2, 17 - place, 11) for place, char in enumerate(number[:17]))
    return _IDENTITY_CHECKS[summed % 11] == number[17].upper()
