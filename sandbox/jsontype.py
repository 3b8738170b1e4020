"""The one loose type of the house next door: what travels as JSON."""

from typing import Any

JSON = dict[str, Any]
