"""Pieces of Block Kit, each whole; what a test wants otherwise is given by name."""

from typing import Any

Json = dict[str, Any]

TEXT_INPUT = {"type": "plain_text_input"}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn("Hello"), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def options(n: int) -> list[Json]:
    return [{"text": plain(f"Option {i}"), "value": str(i)} for i in range(n)]


def one(**more: Any) -> Json:
    return {"text": plain("Yes"), "value": "yes", **more}


def select(kind: str = "static_select", **more: Any) -> Json:
    base = {"options": options(2)} if "static" in kind else {}
    return {"type": kind, **base, **more}


def chart(kind: str = "bar", *, title: str = "Met", series: int = 1, labels: int = 2, **more: Any) -> Json:
    names = [f"W{i}" for i in range(labels)]
    data = [{"label": name, "value": 3} for name in names]
    plotted = {
        "type": kind,
        "series": [{"name": f"s{i}", "data": data} for i in range(series)],
        "axis_config": {"categories": names},
    }
    return {"type": "data_visualization", "title": title, "chart": {**plotted, **more}}


def plot(series: list[Json]) -> Json:
    axis = {"categories": ["a"]}
    return {
        "type": "data_visualization",
        "title": "Met",
        "chart": {"type": "line", "series": series, "axis_config": axis},
    }


def pie(n: int, label: str = "a", value: float = 1) -> Json:
    segments = [{"label": label, "value": value}] * n
    return {"type": "data_visualization", "title": "Pie", "chart": {"type": "pie", "segments": segments}}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Join"), "submit": plain("Send"), "blocks": list(blocks), **more}


def x(n: int) -> str:
    return "x" * n


def confirm(**more: Any) -> Json:
    return actions(button(confirm={"text": plain("Sure?"), **more}))


def rows(n: int, columns: int = 1) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * n}
