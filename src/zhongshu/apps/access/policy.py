"""The ceiling: what this server may hold at all."""

from enum import IntEnum

from django.apps import apps
from django.conf import settings

from zhongshu.lib.refusal import Refused


class Secrecy(IntEnum):
    PUBLIC = 0
    INTERNAL = 1
    CONFIDENTIAL = 2
    SECRET = 3
    TOP_SECRET = 4

    @property
    def label(self) -> str:
        return ("公开", "内部", "秘密", "机密", "绝密")[self]


BY_LABEL = {level.label: level for level in Secrecy}


def ceiling() -> Secrecy:
    """The highest level this server handles; a state secret (秘密 and above) never lies on an ordinary one."""
    return min(Secrecy[settings.SECRECY_CEILING.upper()], Secrecy.INTERNAL)


def refuse_above_ceiling(level: int | Secrecy) -> None:
    """Refused when content marked ``level`` may not be kept here."""
    if level > ceiling():
        raise Refused(
            f"本服务器最高只处理“{ceiling().label}”文件，标为“{Secrecy(level).label}”的内容没有保存。",
            remedy="请改用机要渠道和符合保密要求的设备办理；这里只能登记文号、份号和去向。",
            basis="《党政机关公文处理工作条例》第二十八条至第三十条",
        )


def kind_in_words(object_type: str) -> str:
    """A type of object as people call it: outgoing.paper → 发文; the type itself when no app knows it."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type
