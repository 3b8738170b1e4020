"""What Slack answered, in words: the same ones wherever somebody reads them. The code is for whoever runs the bot."""

from handlers.views.language import Sentence
from handlers.views.wording import slack_codes as say


def why(code: str, kind: str = "") -> Sentence:
    """Slack's code, or what became of the call, as a sentence. `kind`: of which letter, where that is known."""
    if code in say.LOST or code.startswith("http_5"):
        return say.UNKNOWN
    if code.startswith("http_"):
        return say.PAGE
    return say.HERE.get((kind, code)) or say.WHY.get(code, say.OTHER)


def has_words(code: str) -> bool:
    """Whether more is known of it than that it was a no."""
    return code in say.LOST or code in say.WHY or code.startswith("http_")


def stuck(trouble: str) -> Sentence:
    """The same for the step at which a channel got stuck (`Mentorship.trouble`)."""
    kind, _, code = trouble.partition(":")
    return why(code, kind)
