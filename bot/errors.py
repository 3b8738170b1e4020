"""What ends a command with one line for each thing to mend."""

REFUSED = 2
"""The exit code when a setting, a token, a port or a file has to be mended first."""
OUT_OF_REACH = 1
"""The exit code when it may help to start again."""


class ToMend(Exception):
    """Something of the operator's has to be mended first; the message says what, one line for each thing."""

    code = REFUSED
