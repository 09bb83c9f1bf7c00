from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "zhongshu.apps.org"
    verbose_name = "机构与人员"
