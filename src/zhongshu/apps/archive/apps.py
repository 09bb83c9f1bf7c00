from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "zhongshu.apps.archive"
    verbose_name = "归档"

    def ready(self) -> None:
        from zhongshu.apps.archive import receivers  # noqa: F401 - connects them
