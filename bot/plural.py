"""So many of something, in words."""


def quantity(count: int, one: str, several: str = "") -> str:
    """`1 pair`, `2 pairs`; with the second word where it isn't the first with an s: `1 person`, `2 people`."""
    return f"{count} {one}" if count == 1 else f"{count} {several or f'{one}s'}"
