from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "zhongshu.apps.desk"
    verbose_name = "工作台"
