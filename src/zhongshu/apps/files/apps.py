from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "zhongshu.apps.files"
    verbose_name = "文件"
