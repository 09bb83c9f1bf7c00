from django.apps import AppConfig


class FlowConfig(AppConfig):
    name = "zhongshu.apps.flow"
    verbose_name = "流转"

    def ready(self) -> None:
        from zhongshu.apps.flow import receivers  # noqa: F401
