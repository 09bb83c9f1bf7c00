from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "zhongshu.apps.demo"
    verbose_name = "演示县"
