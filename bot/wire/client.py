"""The client that speaks to Slack. It never tries again by itself: the outbox does."""

import os
from urllib.parse import urlsplit

from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.watch.logs import slack_logger

SLACK_SECONDS = 10
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


def web_client(settings: Settings) -> AsyncWebClient:
    """A client for the bot's own token, without the SDK's retries: they post a message twice when a reply is lost."""
    _reach_directly(settings.slack_api_url)
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=SLACK_SECONDS,
        retry_handlers=[],
        trust_env_in_session=False,
        logger=slack_logger(),
    )


def _reach_directly(url: str) -> None:
    """A Slack on this machine isn't behind the company's proxy; the SDK would ask it all the same."""
    if urlsplit(url).hostname in OWN_MACHINE:
        for name in PROXIES:
            os.environ.pop(name, None)
