"""`alongside people import`: a people file on its way into the database."""

import asyncio
from pathlib import Path

from bot.clock import SystemClock
from bot.service import CannotStart, answered
from bot.settings import Settings
from bot.wire.client import web_client
from bot.wire.identity import identify
from program.base import table
from program.workspace import roster
from storage import migrate
from storage.unit import opened


async def import_file(settings: Settings, file: Path, *, dry_run: bool) -> roster.Report:
    """Take in `file`, all or nothing. Raises SettingsError, CannotStart or CannotOpen."""
    settings.need("slack_bot_token")
    text = _read(file)
    settings.prepare_data()
    await asyncio.to_thread(migrate.upgrade, settings.database)
    here = await answered(identify(web_client(settings)), "SLACK_BOT_TOKEN", settings)
    with opened(settings.database) as store:
        return await asyncio.to_thread(
            store.transact,
            roster.import_people,
            workspace_id=here.workspace_id,
            text=text,
            dry_run=dry_run,
            now=SystemClock().now(),
        )


def _read(file: Path) -> str:
    try:
        return table.decoded(file.read_bytes())
    except OSError as error:
        raise CannotStart(f"{file} can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CannotStart(f"{file} isn't UTF-8 text: save it as CSV UTF-8") from None
