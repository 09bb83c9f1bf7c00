"""What is sent nowhere: a text with a mark of secrecy."""

import re

SECRET = re.compile(
    r"(?:绝密|机密|秘密|内部)\s*[★☆]|^[ 　【（(]*(?:绝密|机密|秘密)[】）)]?\s*(?:\d+\s*[年月天]|长期)?\s*$",
    re.MULTILINE,
)


def is_secret(level: str, text: str) -> bool:
    """Whether a paper of this level (密级, empty when it has none) or its words are marked."""
    return bool(level) or bool(SECRET.search(text))
