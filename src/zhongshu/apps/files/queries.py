"""Checking that what is stored is still what was stored."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import default_storage

from zhongshu.apps.files.models import StoredFile


def damaged() -> Iterator[tuple[StoredFile, str]]:
    """Files whose bytes are missing or no longer match their digest, with the reason."""
    checked: dict[str, str] = {}
    for stored in StoredFile.objects.order_by("pk").iterator():
        if stored.sha256 not in checked:
            checked[stored.sha256] = _fault(stored)
        if checked[stored.sha256]:
            yield stored, checked[stored.sha256]


def _fault(stored: StoredFile) -> str:
    if not default_storage.exists(stored.path):
        return "内容缺失"
    digest = hashlib.sha256()
    with stored.open() as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    same = digest.hexdigest() == stored.sha256
    return "" if same else "内容与校验值不符"
