"""Files, uploaded the way that is left: ask for an address, send the bytes, complete it once."""

from dataclasses import dataclass

from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.state import State


@dataclass
class File:
    id: str
    name: str
    length: int
    created: int
    title: str = ""
    content: bytes | None = None
    complete: bool = False
    channel: str | None = None


class Files:
    def __init__(self, ws: State) -> None:
        self._ws = ws
        self.all: dict[str, File] = {}
        self._uploads: dict[str, str] = {}

    def expect(self, name: str, length: int) -> tuple[File, str]:
        """A file to come, and the ticket under which its bytes are taken."""
        ws = self._ws
        file = File(ws.ids.make("F"), name, length, ws.now())
        self.all[file.id] = file
        ticket = ws.ids.mixed("upload", 24)
        self._uploads[ticket] = file.id
        return file, ticket

    def receive(self, ticket: str, content: bytes) -> File:
        file = self.all.get(self._uploads.get(ticket, ""))
        if file is None or file.complete:
            raise SlackError("file_not_found")
        if len(content) != file.length:
            raise SlackError("length_mismatch")
        file.content = content
        return file

    def complete(self, file_id: str, title: str | None) -> File:
        file = self.all.get(file_id)
        if file is None or file.complete or file.content is None:
            raise SlackError("file_not_found")
        file.complete = True
        file.title = title or file.name
        return file

    def to_slack(self, file: File) -> JSON:
        ws = self._ws
        url = f"https://files.slack.com/files-pri/{ws.team_id}-{file.id}/{file.name}"
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "filetype": file.name.rpartition(".")[2],
            "user": ws.bot_user_id,
            "user_team": ws.team_id,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "url_private": url,
            "url_private_download": url,
            "channels": [file.channel] if file.channel else [],
            "groups": [],
            "ims": [],
        }
