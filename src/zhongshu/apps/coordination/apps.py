from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "zhongshu.apps.coordination"
    verbose_name = "协调"

    def ready(self) -> None:
        from zhongshu.apps.coordination import receivers  # noqa: F401
