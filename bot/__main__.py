"""`python -m bot` is the `alongside` command."""

from bot.cli import main

if __name__ == "__main__":
    main()
