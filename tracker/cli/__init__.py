"""The `tracker` command: each module here is one command; it parses arguments, calls one function and prints.

Nothing heavy is imported at the top of these modules: `tracker --help` must start about as fast as Typer does.
"""

from __future__ import annotations

import sys

import typer

from tracker.cli import add, demo, eval, explain, export, extract, retry, search, serve, share, show, stats

# Rich help and tracebacks would double the start-up time of every call, and help in plain text is quoted in the README.
app = typer.Typer(
    name="tracker",
    help="Who said exactly what, when and where: attributed quotes from Korean news, in SQLite.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In the order in which a new user meets them.
app.command("demo")(demo.demo)
app.command("add")(add.add)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("serve")(serve.serve)
app.add_typer(share.app, name="share")
app.command("stats")(stats.stats)
app.command("retry")(retry.retry)
app.command("export")(export.export)
app.command("extract")(extract.extract)
app.command("explain")(explain.explain)
app.command("eval")(eval.evaluate)


def main() -> None:
    """Run the command line. Exit codes: 0 done; 1 something failed, and stderr says what; 2 wrong usage."""
    from tracker.cli.errors import sentence
    from tracker.cli.output import prepare_streams

    prepare_streams()
    try:
        app()
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        print(f"tracker: {said}", file=sys.stderr)
        sys.exit(1)
