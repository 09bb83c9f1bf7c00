"""An office in a folder of its own: the cast with accounts, a fonds number and a seal. ``python -m`` fills $ZHONGSHU_HOME."""

from zhongshu.config.installation import prepare_database


def build() -> None:
    """Set everything up by the acts an administrator would do."""
    prepare_database()
    from tests.apps.outgoing.steps import deposit_seal
    from tests.cast import make_cast
    from zhongshu.apps.archive.actions import set_fonds
    from zhongshu.apps.audit.actors import SYSTEM

    cast = make_cast(accounts=True)
    set_fonds(actor=SYSTEM, organ=cast.office, code="Z109")
    deposit_seal(cast)


if __name__ == "__main__":
    build()
