"""What somebody hears who put something else in a token's place."""

import pytest

from bot.settings import SettingsError, load

SECRET = "9876543210-Secret"
PLACES = {"slack_bot_token": "begins with xoxb-", "slack_app_token": "begins with xapp-"}


def told(**settings: str) -> str:
    with pytest.raises(SettingsError) as found:
        load(_env_file=None, **settings)
    (line,) = str(found.value).splitlines()
    assert not any(value in line for value in settings.values())
    assert SECRET not in line
    return line


@pytest.mark.parametrize(
    ("begins", "what"),
    [
        ("xoxe.xoxb-1-", "rotates: it expires within 12 hours"),
        ("xoxe.xoxp-1-", "for configuring apps"),
        ("xoxe-1-", "a refresh token"),
        ("xoxp-", "a user's token"),
        ("xoxc-", "somebody's browser"),
        ("https://hooks.slack.com/services/", "an address"),
        ("Bearer", "no token of Slack's"),
    ],
)
@pytest.mark.parametrize("place", PLACES)
def test_another_credential_is_called_what_it_is(place: str, begins: str, what: str) -> None:
    line = told(**{place: f"{begins}{SECRET}"})
    assert what in line
    assert PLACES[place] in line


def test_the_two_tokens_in_each_others_place_are_called_by_name() -> None:
    assert "this is an app-level token; copy the Bot User OAuth Token" in told(
        slack_bot_token=f"xapp-{SECRET}"
    )
    assert "this is a bot's token" in told(slack_app_token=f"xoxb-{SECRET}")
    assert "this is a bot's token" in told(slack_signing_secret=f"xoxb-{SECRET}")


@pytest.mark.parametrize(
    "around", ['"{}"', "'{}'", " {}", "{} ", "{}\n", "“{}”", "\u00a0{}", "{} # my token"]
)
@pytest.mark.parametrize("place", [*PLACES, "slack_signing_secret"])
def test_what_stands_around_a_token_is_told(place: str, around: str) -> None:
    begins = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}.get(place, "")
    assert "quotes or blanks" in told(**{place: around.format(f"{begins}{SECRET}")})


@pytest.mark.parametrize(
    "value", ["xoxb-...", "xoxb-your-token", "<token>", "changeme", "xoxb-xxxx-xxxx", "${TOKEN}"]
)
def test_a_placeholder_is_called_one(value: str) -> None:
    assert "this is a placeholder; copy the Bot User OAuth Token" in told(slack_bot_token=value)


def test_a_secret_in_a_tokens_place_is_called_one() -> None:
    assert "looks like the app's signing or client secret" in told(slack_bot_token="0123456789abcdef" * 2)


@pytest.mark.parametrize("value", ["", "xoxb-1", "xoxb-1234567890-1234567890-AbCxxxDef", "xoxb-test-token"])
def test_a_token_passes(value: str) -> None:
    assert load(_env_file=None, slack_bot_token=value).slack_bot_token.get_secret_value() == value
