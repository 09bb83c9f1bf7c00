from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "zhongshu.apps.search"
    verbose_name = "搜索"

    def ready(self) -> None:
        from zhongshu.apps.search import receivers  # noqa: F401 - connects them
