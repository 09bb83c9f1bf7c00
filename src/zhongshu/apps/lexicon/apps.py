from django.apps import AppConfig
from django.conf import settings


class LexiconConfig(AppConfig):
    name = "zhongshu.apps.lexicon"
    verbose_name = "校对库"

    def ready(self) -> None:
        """The proofreader of this process uses what ``zhongshu learn`` made."""
        from zhongshu.lib.proofread.spelling import workshop

        workshop.use(workshop.layers_in(settings.SPELLING_FOLDER))
