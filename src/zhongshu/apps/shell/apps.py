from importlib import import_module

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "zhongshu.apps.shell"
    verbose_name = "界面框架"

    def ready(self) -> None:
        import_module("zhongshu.apps.shell.receivers")
        import_module("zhongshu.apps.shell.notices")
