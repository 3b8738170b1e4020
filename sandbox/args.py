"""A call's arguments, decoded: forms carry JSON as text, booleans as 1/0, lists joined by commas."""

import json
from collections.abc import Mapping

from sandbox.jsontype import JSON

WRITTEN_AS_JSON = {
    "attachments",
    "blocks",
    "document_content",
    "files",
    "metadata",
    "view",
}
BOOLEANS = {
    "exclude_archived",
    "force",
    "get_all_users",
    "include_all_metadata",
    "include_count",
    "include_disabled",
    "include_labels",
    "include_locale",
    "include_num_members",
    "include_users",
    "inclusive",
    "is_private",
    "link_names",
    "mrkdwn",
    "prevent_creation",
    "reply_broadcast",
    "return_im",
    "unfurl_links",
    "unfurl_media",
}
NUMBERS = {"count", "length", "limit", "page", "post_at"}


def decode(raw: Mapping[str, object]) -> JSON:
    """The call's arguments as the JSON values they stand for, without its token."""
    return {name: _value(name, value) for name, value in raw.items() if name != "token"}


def _value(name: str, value: object) -> object:
    if not isinstance(value, str):
        return bool(value) if name in BOOLEANS and value in (0, 1) else value
    if name in WRITTEN_AS_JSON:
        try:
            return json.loads(value)
        except ValueError:
            return value
    if name in BOOLEANS:
        return value.lower() in ("1", "true")
    if name in NUMBERS and value.lstrip("-").isdigit():
        return int(value)
    return value
