"""The demo's voice in the terminal: a line for each thing that happens, and a bar over the days."""

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table


def plain(text: str) -> str:
    """The first line of a message, without its markup."""
    shown = re.sub(r"<!date\^[^|]*\|([^>]*)>", r"\1", text.split("\n")[0])
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"[*`]", "", shown)))


class Teller:
    """Tells the story. Without a terminal it prints plain lines."""

    def __init__(self, console: Console, start: datetime, days: int) -> None:
        self._console = console
        self._start = start
        self._days = days
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    @contextmanager
    def telling(self) -> Iterator[None]:
        """While inside, the bar over the days stands under the lines."""
        if not self._console.is_terminal:
            yield
            return
        columns = (
            TextColumn("[dim]{task.description}"),
            BarColumn(bar_width=None),
            TextColumn("{task.fields[day]}"),
        )
        with Progress(*columns, console=self._console, transient=True) as progress:
            self._progress = progress
            self._task = progress.add_task("The program", total=self._days, day="day 0")
            yield
        self._progress = None

    def day(self, now: datetime) -> int:
        """Days since the story began."""
        return max(0, (now.date() - self._start.date()).days)

    def share(self, now: datetime) -> float:
        """How much of the story is told, from 0 to 1."""
        return min(1.0, self.day(now) / self._days)

    def at(self, now: datetime) -> None:
        """Time has come to `now`."""
        if self._progress is not None and self._task is not None:
            day = self.day(now)
            self._progress.update(
                self._task, completed=min(day, self._days), day=f"day {day} of {self._days}"
            )

    def chapter(self, title: str) -> None:
        self._console.print()
        self._console.print(f"[bold]{escape(title)}[/bold]")

    def line(self, now: datetime, text: str) -> None:
        """One thing that happened."""
        self._console.print(
            f"[dim]day {self.day(now):>3}[/dim]  {escape(text)}", highlight=False, soft_wrap=True
        )

    def say(self, text: str) -> None:
        self._console.print(escape(text), highlight=False)

    def figures(self, title: str, rows: Mapping[str, str]) -> None:
        """A table of figures."""
        table = Table(title=title, title_justify="left", show_header=False, box=None, padding=(0, 2))
        for name, value in rows.items():
            table.add_row(escape(name), f"[bold]{escape(value)}[/bold]")
        self._console.print()
        self._console.print(table)
