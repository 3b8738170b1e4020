"""`alongside people export`: all that is kept about one person, as JSON, where it is too much for a window of Slack."""

from bot.commands.reading import CannotAsk, ask
from handlers.views import privacy as views
from program.workspace import privacy
from storage.queries import personal_data


def export(url: str, person_id: str, workspace_id: str | None) -> str:
    """What this person is handed by [Send me my data], whole. Raises CannotAsk."""
    known = ask(url, personal_data.workspaces_of, person_id=person_id)
    there = [one for one in known if workspace_id in (None, one)]
    if not there:
        raise CannotAsk(f"There is nobody here with the id {person_id}.")
    if len(there) > 1:
        raise CannotAsk(f"{person_id} is known in several: say --workspace with one of {', '.join(there)}.")
    return views.whole(ask(url, privacy.everything, workspace_id=there[0], person_id=person_id))
