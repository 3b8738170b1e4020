"""Rich text: sections, lists, quotes and code, and the words inside them."""

from collections.abc import Mapping

from sandbox.blockkit.objects import IDENTIFIER
from sandbox.blockkit.shapes import Check, array, boolean, by_type, number, one_of, shape, string

_looks = ("bold", "italic", "strike", "code", "underline")
_mention_looks = (*_looks, "highlight", "client_highlight", "unlink")
STYLES = shape({}, dict.fromkeys(_looks, boolean))
MENTION_STYLES = shape({}, dict.fromkeys(_mention_looks, boolean))


def word(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, style: Check = STYLES
) -> Check:
    return shape({"type": string(), **required}, {"style": style, **(optional or {})})


WORDS: dict[str, Check] = {
    "text": word({"text": string()}),
    "link": word({"url": string(1, 3000)}, {"text": string(0), "unsafe": boolean}),
    "emoji": word(
        {"name": string()}, {"unicode": string(), "url": string(), "skin_tone": number(1, 6, whole=True)}
    ),
    "user": word({"user_id": string()}, style=MENTION_STYLES),
    "channel": word({"channel_id": string()}, style=MENTION_STYLES),
    "usergroup": word({"usergroup_id": string()}, style=MENTION_STYLES),
    "team": word({"team_id": string()}),
    "broadcast": word({"range": one_of("here", "channel", "everyone")}),
    "color": word({"value": string()}),
    "date": word(
        {"timestamp": number(0, whole=True), "format": string()}, {"url": string(), "fallback": string()}
    ),
}

_words = array(by_type(WORDS))
SECTION = shape({"type": string(), "elements": _words})
_border = {"border": one_of(0, 1)}

PARTS: dict[str, Check] = {
    "rich_text_section": SECTION,
    "rich_text_list": shape(
        {
            "type": string(),
            "style": one_of("bullet", "ordered"),
            "elements": array(by_type({"rich_text_section": SECTION}), 1),
        },
        {"indent": number(0, 8, whole=True), "offset": number(0, whole=True), **_border},
    ),
    "rich_text_quote": shape({"type": string(), "elements": _words}, _border),
    "rich_text_preformatted": shape(
        {"type": string(), "elements": array(by_type({name: WORDS[name] for name in ("text", "link")}))},
        {"language": string(), **_border},
    ),
}

RICH_TEXT = by_type(
    {"rich_text": shape({"type": string(), "elements": array(by_type(PARTS))}, {"block_id": IDENTIFIER})}
)
