"""Stored files: the content once, by its digest; the name as the uploader gave it, never trusted."""

from typing import IO

from django.core.files.storage import default_storage
from django.db import models


class StoredFile(models.Model):
    """One uploaded or produced file. Two with the same content share one blob on disk."""

    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    size = models.BigIntegerField("大小")
    media_type = models.CharField("类型", max_length=120)
    name = models.CharField("文件名", max_length=200)
    uploaded_by = models.BigIntegerField("上传人编号", null=True)
    created_at = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the content lies in the storage, derived from the digest alone."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def open(self) -> IO[bytes]:
        return default_storage.open(self.path, "rb")

    def read(self) -> bytes:
        with self.open() as stream:
            return stream.read()
