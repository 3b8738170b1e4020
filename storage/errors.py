"""Why a database can't be used, in words for whoever runs the bot. Nothing heavy is imported here."""


class CannotOpen(Exception):
    """The database can't be used, and something has to be mended first. Says what, and no password."""


class NoAnswer(CannotOpen):
    """A server that is down or far, or a disk without room: that may pass by itself."""


class Damaged(CannotOpen):
    """What lies in the file is not what was written to it."""


DAMAGED = (
    "it is damaged: stop the bot, keep a copy of the file, and put a backup in its place (`alongside restore`; "
    "on PostgreSQL pg_restore)"
)


class Newer(CannotOpen):
    """A newer Alongside has brought it to a schema that this one does not know."""

    def __init__(self, schema: str, known: str) -> None:
        super().__init__(
            f"made by a newer Alongside (schema {schema}; this one knows {known}): run that version again, "
            "or restore a backup from before the update"
        )
