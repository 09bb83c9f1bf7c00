from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "zhongshu.apps.meetings"
    verbose_name = "办会"
    #: Its acts name people and things; the auditor reads only that they were done.
    names_stand_in_summaries = True

    def ready(self) -> None:
        from zhongshu.apps.meetings import receivers, receivers_after  # noqa: F401
