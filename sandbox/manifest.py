"""What an app's manifest says of it, as far as a workspace cares."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sandbox.jsontype import JSON


@dataclass(frozen=True)
class Command:
    name: str
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True)
class Shortcut:
    name: str
    callback_id: str
    kind: str  # "global" or "message"


@dataclass(frozen=True)
class Manifest:
    name: str
    bot_name: str
    scopes: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()
    commands: dict[str, Command] = field(default_factory=dict)
    shortcuts: dict[str, Shortcut] = field(default_factory=dict)
    interactivity: bool = True
    home_tab: bool = False
    messages_tab: bool = True
    messages_tab_read_only: bool = False

    @classmethod
    def read(cls, path: str | Path) -> "Manifest":
        """From a YAML or JSON file, as Slack takes both."""
        text = Path(path).read_text(encoding="utf-8")
        try:
            loaded = json.loads(text) if str(path).endswith(".json") else yaml.safe_load(text)
        except (json.JSONDecodeError, yaml.YAMLError):
            raise ValueError(f"{path} is not a manifest: it is neither YAML nor JSON") from None
        if not isinstance(loaded, dict):
            raise ValueError(f"{path} is not a manifest: it should be a mapping")
        return cls.of(loaded)

    @classmethod
    def of(cls, raw: JSON) -> "Manifest":
        information = _mapping(raw, "display_information")
        features, settings = _mapping(raw, "features"), _mapping(raw, "settings")
        home, bot = _mapping(features, "app_home"), _mapping(features, "bot_user")
        if "name" not in information:
            raise ValueError("a manifest names its app: display_information.name")
        name = str(information["name"])
        commands = [
            Command(str(c["command"]), str(c.get("description", "")), str(c.get("usage_hint", "")))
            for c in features.get("slash_commands") or []
        ]
        shortcuts = [
            Shortcut(str(s["name"]), str(s["callback_id"]), str(s["type"]))
            for s in features.get("shortcuts") or []
        ]
        return cls(
            name=name,
            bot_name=str(bot.get("display_name", name)),
            scopes=tuple(_mapping(_mapping(raw, "oauth_config"), "scopes").get("bot") or ()),
            events=frozenset(_mapping(settings, "event_subscriptions").get("bot_events") or ()),
            commands={c.name: c for c in commands},
            shortcuts={s.callback_id: s for s in shortcuts},
            interactivity=bool(_mapping(settings, "interactivity").get("is_enabled", False)),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", True)),
            messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
        )


def _mapping(raw: JSON, key: str) -> dict[str, Any]:
    value = raw.get(key) or {}
    if not isinstance(value, dict):
        raise ValueError(f"a manifest's {key} is a mapping")
    return value
