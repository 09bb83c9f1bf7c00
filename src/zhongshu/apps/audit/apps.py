from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "zhongshu.apps.audit"
    verbose_name = "审计"
