"""Putting files away."""

import hashlib
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.files import policy
from zhongshu.apps.files.models import StoredFile


def store(
    *, actor: Actor, name: str, content: bytes | IO[bytes], allowed: frozenset[str] = policy.ATTACHMENTS
) -> StoredFile:
    """Keep a file: its kind read from the content, its name made harmless, its bytes stored once.

    Raises Refused for an empty, oversized, unrecognisable or unwanted file.
    """
    limit = settings.MAX_UPLOAD_MB
    data = content if isinstance(content, bytes) else content.read(limit * 1024 * 1024 + 1)
    name = policy.safe_name(name)
    media_type = policy.refuse_unfit(name, data, allowed, limit)
    return _keep(actor, name, data, media_type)


def store_output(*, actor: Actor, name: str, content: bytes, media_type: str) -> StoredFile:
    """Keep a file that the system itself produced."""
    return _keep(actor, policy.safe_name(name), content, media_type)


def _keep(actor: Actor, name: str, data: bytes, media_type: str) -> StoredFile:
    digest = hashlib.sha256(data).hexdigest()
    with act(actor=actor, verb="files.store", summary=f"存入文件《{name}》") as this:
        stored = StoredFile(sha256=digest, size=len(data), media_type=media_type, name=name, uploaded_by=actor.pk)
        # Bytes first: a row without its bytes would be a loss, bytes without a row are only dust.
        if not default_storage.exists(stored.path):
            default_storage.save(stored.path, ContentFile(data))
        stored.save()
        this.about, this.data = stored, {"sha256": digest, "size": len(data)}
    return stored
