from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "zhongshu.apps.supervision"
    verbose_name = "督查"

    def ready(self) -> None:
        from zhongshu.apps.supervision import receivers  # noqa: F401
