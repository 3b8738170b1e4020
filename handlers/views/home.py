"""The Home tab."""

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.kit import Call, as_dicts, header, section, write
from program.home import Page


def publish(page: Page) -> Call:
    blocks: list[Block] = [header(wording.HOME_TITLE)]
    blocks.append(
        section(write(wording.HOME_PROGRAM, name=page.programs[0]) if page.programs else wording.HOME_EMPTY)
    )
    return Call(
        "views.publish", {"user_id": page.person_id, "view": {"type": "home", "blocks": as_dicts(blocks)}}
    )
