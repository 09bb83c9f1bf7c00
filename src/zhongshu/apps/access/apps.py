from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "zhongshu.apps.access"
    verbose_name = "知悉范围"
