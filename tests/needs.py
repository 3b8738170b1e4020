"""What a test needs besides Python: skipped with a word when it is not there, failed when it has to be."""

import os
from typing import NoReturn

import pytest


def lacking(what: str, advice: str) -> NoReturn:
    """`what` ("postgres", "browser", "emulators") is not on this machine.

    ALONGSIDE_REQUIRE names, with commas, what must not be skipped.
    """
    if required(what):
        pytest.fail(f"{what} is required here: {advice}", pytrace=False)
    pytest.skip(f"needs {what}: {advice}")


def required(what: str) -> bool:
    """Whether it must not be left out."""
    return what in os.environ.get("ALONGSIDE_REQUIRE", "").split(",")
