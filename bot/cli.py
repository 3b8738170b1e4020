"""The `alongside` command. Heavy imports happen inside the commands, so that --help is quick."""

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from bot.errors import OUT_OF_REACH, REFUSED, ToMend
from bot.plural import quantity
from storage.errors import CannotOpen, NoAnswer

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


class Commands(TyperGroup):
    """Where each command ends that finds something to mend first."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as problem:
            where = problem.ctx.command_path if problem.ctx is not None else "alongside"
            _refuse(f"{problem.format_message().rstrip('.')} (`{where} --help`).")
        except ToMend as problem:
            _refuse(*str(problem).splitlines(), code=problem.code)
        except CannotOpen as problem:
            code = OUT_OF_REACH if isinstance(problem, NoAnswer) else REFUSED
            _refuse(f"The database can't be opened: {problem} (DATABASE_URL)", code=code)


app = typer.Typer(
    cls=Commands,
    name="alongside",
    help="A Slack bot that runs a company's mentoring programs where people already work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
people = typer.Typer(help="The people of the workspace.", no_args_is_help=True)
app.add_typer(people, name="people")


def main() -> None:
    """The entry point."""
    app()


def _refuse(*lines: str, code: int = REFUSED) -> NoReturn:
    """One line for each thing to mend, and the exit code that says so."""
    for line in lines:
        print(line, file=sys.stderr)
    raise typer.Exit(code)


def summary(lines: int, people: int, *, dry_run: bool) -> str:
    """What an import has done, or would do."""
    done = "would change" if dry_run else "changed"
    return f"{quantity(lines, 'line')} read, {quantity(people, 'person', 'people')} {done}."


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"alongside {version('alongside')}")
        raise typer.Exit


@app.callback()
def _alongside(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def run(
    http: Annotated[
        bool, typer.Option("--http", help="Listen on PORT instead of using Socket Mode.")
    ] = False,
) -> None:
    """Run the bot in your workspace, until SIGTERM or Ctrl-C."""
    from bot import service
    from bot.settings import load
    from bot.watch import logs

    settings = load()
    logs.configure(settings.log_format)
    raise typer.Exit(asyncio.run(service.serve(settings, http=http)))


@app.command()
def doctor() -> None:
    """Check settings, database, token, scopes, clock and backlog, and say how to mend what is wrong."""
    from bot.commands import doctor as checks
    from bot.settings import SettingsError, load
    from bot.watch.logs import hush

    hush()
    console = Console(highlight=False, soft_wrap=True)
    try:
        findings = asyncio.run(checks.examine(load()))
    except SettingsError as problem:
        findings = [
            checks.Finding("settings", False, line, "see .env.example") for line in str(problem).splitlines()
        ]
    for finding in findings:
        console.print(finding.line(), markup=False)
    raise typer.Exit(checks.verdict(findings))


@app.command()
def demo(
    empty: Annotated[bool, typer.Option("--empty", help="Start with nobody enrolled.")] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Keep the workspace open afterwards, also without a terminal.")
    ] = False,
    port: Annotated[int, typer.Option(help="Where the workspace's page is.")] = 8642,
) -> None:
    """A whole mentoring program, on a Slack workspace on this machine."""
    from bot import demo as stage

    console = Console()
    try:
        asyncio.run(stage.run(console=console, empty=empty, serve=serve or console.is_terminal, port=port))
    except KeyboardInterrupt:
        console.print("Stopped before the end.")
        raise typer.Exit(INTERRUPTED) from None


@people.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="A CSV file; its first line names the columns.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Read managers, departments, locations and levels from a CSV file: all of it, or nothing."""
    from bot.commands import import_people as clerk
    from bot.settings import load
    from bot.watch.logs import hush

    hush()
    report = asyncio.run(clerk.import_file(load(), file, dry_run=dry_run))
    if report.problems:
        _refuse(
            *(f"line {problem.line}: {problem.text}" for problem in report.problems), "Nothing was changed."
        )
    print(summary(report.rows, report.changed, dry_run=report.dry_run))


@people.command("export")
def export_people(
    person: Annotated[str, typer.Argument(metavar="ID", help="Their id in Slack, as U0123ABCD.")],
    workspace: Annotated[
        str | None, typer.Option(help="The id of their workspace, if there are several.")
    ] = None,
) -> None:
    """Print all that is kept about one person, as JSON: for them, when they ask for it."""
    from bot.commands.export_people import export
    from bot.settings import load

    print(export(load().database, person, workspace))


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Copy the SQLite database into one file, also while the bot runs."""
    from bot.settings import load
    from storage import backup as copies

    try:
        size = copies.save(load().database, str(file))
    except copies.CannotCopy as problem:
        _refuse(str(problem))
    print(f"{file}: {size} bytes.")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A file that `alongside backup` wrote.")]) -> None:
    """Put a backup in the place of the SQLite database. Stop the bot first."""
    from bot.settings import load
    from storage import backup as copies
    from storage.alone import NotAlone

    settings = load()
    settings.prepare_data()
    try:
        copies.restore(settings.database, str(file))
    except NotAlone as problem:
        _refuse(f"Stop the bot first: {problem}.")
    except copies.CannotCopy as problem:
        _refuse(str(problem))
    print(f"{file} is the database now. Start the bot: it brings the tables up to date.")


@app.command()
def match(
    file: Annotated[
        Path, typer.Argument(help="Mentees and mentors: a CSV file; its first line names the columns.")
    ],
    rules: Annotated[Path | None, typer.Option(help="The rules of the round: a YAML file.")] = None,
    out: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("matched"),
) -> None:
    """Match the people of a file: no Slack, no database."""
    from rich.progress import Progress

    from bot.commands.matchfile import match_file

    errors = Console(stderr=True)
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("Matching", total=1.0)
        summary = match_file(file, rules, out, progress=lambda done: bar.update(task, completed=done))
    print(*summary.lines(), sep="\n")


@app.command()
def replay(
    number: Annotated[
        int | None, typer.Argument(help="The round's number; without it, the newest one.")
    ] = None,
) -> None:
    """Compute a round again from what was kept of it, and say whether the same pairs come out."""
    from bot.commands.replay import replay
    from bot.settings import load

    outcome = replay(load().database, number)
    print(*outcome.lines(), sep="\n")
    raise typer.Exit(bool(outcome.differences))


AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for a program.")]
Limit = Annotated[int, typer.Option(min=1, help="How many to show at most, the newest first.")]


@app.command()
def letters(
    to: Annotated[
        str | None, typer.Option(help="A Slack id; a person's are those to their pairs, too.")
    ] = None,
    pair: Annotated[int | None, typer.Option(help="The number of a pair.")] = None,
    kind: Annotated[str | None, typer.Option(help="Such as check_in.")] = None,
    state: Annotated[
        str | None, typer.Option(help="ready, sending, unknown, done, rejected or dropped.")
    ] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Say where letters are, and why. Options narrow it down together."""
    from bot.clock import SystemClock
    from bot.commands import letters as reader
    from bot.settings import load

    found = reader.find(
        load().database, to=to, pair=pair, kind=kind, state=state, limit=limit, now=SystemClock().now()
    )
    _show(reader.as_json(found) if as_json else reader.listed(found))


@app.command()
def letter(
    number: Annotated[int, typer.Argument(help="The letter's number.")], as_json: AsJson = False
) -> None:
    """Say of one letter why it was sent, or not, and all that the audit says about it."""
    from bot.clock import SystemClock
    from bot.commands import letters as reader
    from bot.settings import load

    story = reader.tell(load().database, number, now=SystemClock().now())
    _show(reader.story_as_json(story) if as_json else reader.told(story))


@app.command()
def audit(
    program: Annotated[int | None, typer.Option(help="The number of a program.")] = None,
    who: Annotated[
        str | None, typer.Option(help="The Slack id of whoever did it, alongside or slack.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="letter:12, pair:3, round:4 or person:U0123, with its Slack id.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="A day (2026-03-01), or how long ago (12h, 7d, 2w).")
    ] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Show the record of changes: who did what, when and why. Options narrow it down together."""
    from bot.clock import SystemClock
    from bot.commands import audit as reader
    from bot.settings import load

    found = reader.find(
        load().database,
        program=program,
        who=who,
        about=about,
        since=since,
        limit=limit,
        now=SystemClock().now(),
    )
    _show(reader.as_json(found) if as_json else reader.listed(found))


def _show(found: Any) -> None:
    """JSON for a program, or what rich draws for a person."""
    if isinstance(found, dict):
        print(json.dumps(found, indent=2, default=datetime.isoformat))
    else:
        Console(highlight=False).print(found)
