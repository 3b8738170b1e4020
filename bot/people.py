"""`alongside people import`: a people file on its way into the database."""

from pathlib import Path

from bot.app import Alongside
from bot.service import CannotStart, identified, migrated
from bot.settings import Settings
from program import roster


async def import_file(settings: Settings, file: Path, *, dry_run: bool) -> roster.Report:
    """Take in `file`, all or nothing. Raises SettingsError or CannotStart."""
    settings.need("slack_bot_token")
    text = _read(file)
    settings.prepare_data()
    await migrated(settings)
    bot = Alongside(settings)
    try:
        await identified(bot)
        return await bot.desk.transact(
            roster.import_people,
            workspace_id=bot.workspace_id,
            text=text,
            dry_run=dry_run,
            now=bot.desk.now(),
        )
    finally:
        await bot.stop()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotStart(f"{file} can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CannotStart(f"{file} isn't UTF-8 text: save it as CSV UTF-8") from None
