"""What people do, as Slack would send it: answer a check-in, open the form, send it, open Home, ask for the status."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from bench.crowd import OWNER, WORKSPACE, channel, mentee
from handlers.views import enrollment as views
from program.joining.answers import Answers, Common, Learning
from program.joining.enrollment import Form

Click = tuple[str, dict[str, Any]]
"""The kind of the request, and its payload."""
ACTS = 5
TRIGGERS = count(1)
"""Each thing that somebody does has one of its own: a second copy of the same is not done again."""


def act(person: int, second: int, *, check_in: int, program: int) -> Click:
    """What a person does in that second: each thing in turn, and not all the same at once."""
    match (person + second) % ACTS:
        case 0:
            return answered(person, check_in)
        case 1:
            return typed(mentee(person), "join")
        case 2:
            return sent(person, second, program)
        case 3:
            return went_home(mentee(person), f"Ev{person}-{second}")
        case _:
            return typed(mentee(person), "status")


def answered(person: int, touchpoint: int) -> Click:
    """We met: one tap under the check-in in the pair's channel."""
    blocks = [
        {"type": "section", "block_id": "b1", "text": {"type": "mrkdwn", "text": "Have you met since? " * 4}},
        {"type": "actions", "block_id": "b2", "elements": [_button(touchpoint, word) for word in WORDS]},
        {"type": "context", "block_id": "b3", "elements": [{"type": "mrkdwn", "text": "Next time: soon."}]},
    ]
    return "action", _interaction("block_actions", mentee(person)) | {
        "container": {"type": "message", "message_ts": "1.1", "channel_id": channel(person)},
        "channel": {"id": channel(person), "name": "privategroup"},
        "message": {"type": "message", "user": "UBOT", "ts": "1.1", "blocks": blocks},
        "state": {"values": {}},
        "response_url": "https://example.com/response",
        "actions": [_button(touchpoint, WORDS[0]) | {"block_id": "b2", "action_ts": "1.2"}],
    }


def typed(person_id: str, text: str) -> Click:
    """/mentor and a word."""
    return "command", {
        "command": "/mentor",
        "text": text,
        "team_id": WORKSPACE,
        "team_domain": "bench",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": person_id,
        "user_name": "somebody",
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "https://example.com/response",
        "trigger_id": f"1.2.{next(TRIGGERS)}",
    }


def sent(person: int, second: int, program: int) -> Click:
    """The form with one's goals, sent."""
    goals = f"improve forecasts in logistics, step {second}\nlead a team of {person}"
    said = Answers(learning=Learning(goals=goals, skills=("planning", "forecasts")), common=Common())
    view = views.form(Form(program, "Program", said, joined=True)).args()
    values = {
        views.ROLE: {views.ROLE: _chosen("mentee")},
        views.GOALS: {views.GOALS: {"type": "plain_text_input", "value": goals}},
        views.SKILLS_WANTED: {
            views.SKILLS_WANTED: {"type": "plain_text_input", "value": "planning, forecasts"}
        },
        views.MINUTES: {views.MINUTES: _chosen("120")},
        views.AVOID: {views.AVOID: {"type": "multi_users_select", "selected_users": []}},
    }
    shown = {**view, "id": "V1", "hash": "1", "team_id": WORKSPACE, "state": {"values": values}}
    return "submission", _interaction("view_submission", mentee(person)) | {
        "view": shown,
        "response_urls": [],
    }


def went_home(person_id: str, event_id: str) -> Click:
    return "event", {
        "team_id": WORKSPACE,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1,
        "event": {
            "type": "app_home_opened",
            "user": person_id,
            "channel": "D1",
            "tab": "home",
            "event_ts": "1.1",
        },
        "authorizations": [{"team_id": WORKSPACE, "user_id": "UBOT", "is_bot": True}],
    }


def owner_asks() -> Click:
    """The owner asks for a round."""
    return typed(OWNER, "match")


def owner_asks_again(round_id: int | None) -> Click:
    """The owner sets a round aside and asks for another."""
    return "action", _interaction("block_actions", OWNER) | {
        "container": {"type": "view", "view_id": "V1"},
        "view": {"id": "V1", "hash": "1", "type": "modal", "private_metadata": "", "state": {"values": {}}},
        "actions": [{"type": "button", "action_id": "match_again", "value": str(round_id), "block_id": "b"}],
    }


WORDS = ("met", "planned", "not_yet")


def _button(touchpoint: int, word: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": word}
    return {"type": "button", "action_id": f"checkins_{word}", "value": f"{touchpoint}:{word}", "text": label}


def _chosen(code: str) -> Mapping[str, Any]:
    label = {"type": "plain_text", "text": code}
    return {"type": "static_select", "selected_option": {"value": code, "text": label}}


def _interaction(kind: str, person_id: str) -> dict[str, Any]:
    return {
        "type": kind,
        "user": {"id": person_id, "username": "somebody", "name": "somebody", "team_id": WORKSPACE},
        "api_app_id": "A1",
        "team": {"id": WORKSPACE, "domain": "bench"},
        "trigger_id": f"1.2.{next(TRIGGERS)}",
        "is_enterprise_install": False,
    }
