from importlib import import_module

from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "zhongshu.apps.incoming"
    verbose_name = "收文"

    def ready(self) -> None:
        import_module("zhongshu.apps.incoming.receivers")
