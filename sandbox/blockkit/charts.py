"""Slack's own charts: the data_visualization block."""

from typing import Any

from sandbox.blockkit.objects import IDENTIFIER
from sandbox.blockkit.shapes import Check, Problem, Problems, array, both, by_type, number, shape, string

LABEL = string(1, 20)
POINT = shape({"label": LABEL, "value": number()})


def _segments_are_positive(chart: dict[str, Any], at: str) -> Problems:
    for n, segment in enumerate(chart["segments"]):
        if segment["value"] <= 0:
            yield Problem("must be greater than 0", f"{at}/segments/{n}/value")


def _series_fit_the_axis(chart: dict[str, Any], at: str) -> Problems:
    categories = chart["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        yield Problem("categories must be unique", f"{at}/axis_config/categories")
    names: set[str] = set()
    for n, series in enumerate(chart["series"]):
        if series["name"] in names:
            yield Problem("series names must be unique", f"{at}/series/{n}/name")
        names.add(series["name"])
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield Problem("data must have one point for each category", f"{at}/series/{n}/data")


_plotted = both(
    shape(
        {
            "type": string(),
            "series": array(shape({"name": LABEL, "data": array(POINT, 1, 20)}), 1, 6),
            "axis_config": shape(
                {"categories": array(LABEL, 1, 20)}, {"x_label": string(1, 50), "y_label": string(1, 50)}
            ),
        }
    ),
    _series_fit_the_axis,
)
_pie = both(shape({"type": string(), "segments": array(POINT, 1, 6)}), _segments_are_positive)

CHART: Check = shape(
    {
        "type": string(),
        "title": string(1, 50),
        "chart": by_type({"pie": _pie, "bar": _plotted, "area": _plotted, "line": _plotted}),
    },
    {"block_id": IDENTIFIER},
)
