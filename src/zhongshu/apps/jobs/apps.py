from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "zhongshu.apps.jobs"
    verbose_name = "后台任务"
