"""What ends a command with one line for each thing to mend, and exit code 2."""


class ToMend(Exception):
    """Something of the operator's has to be mended first; the message says what, one line for each thing."""
