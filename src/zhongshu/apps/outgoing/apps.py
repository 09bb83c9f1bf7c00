from importlib import import_module

from django.apps import AppConfig


class OutgoingConfig(AppConfig):
    name = "zhongshu.apps.outgoing"
    verbose_name = "发文"

    def ready(self) -> None:
        import_module("zhongshu.apps.outgoing.receivers")
