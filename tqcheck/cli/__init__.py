"""The command line: click commands and nothing else. Whatever is heavy is imported inside a command."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from tqcheck import __version__
from tqcheck.cli.align import align
from tqcheck.cli.batch import batch
from tqcheck.cli.calibrate import calibrate
from tqcheck.cli.check import check, demo
from tqcheck.cli.evaluate import evaluate
from tqcheck.cli.hook import hook
from tqcheck.cli.review import review
from tqcheck.cli.rules import explain, rules
from tqcheck.cli.score import score
from tqcheck.cli.train import train
from tqcheck.types import TqcheckError

ERROR = 2
INTERRUPTED = 130


class Command(click.Group):
    """A group whose every user error is one line on standard error and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # type: ignore[override]
        """Run the command and exit."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
            sys.stdout.flush()
        except click.exceptions.Abort:
            fail("interrupted", INTERRUPTED)
        except click.UsageError as error:
            hint = f" (try '{error.ctx.command_path} --help')" if error.ctx else ""
            fail(f"{error.format_message()}{hint}")
        except click.ClickException as error:
            fail(error.format_message())
        except TqcheckError as error:
            fail(str(error))
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        sys.exit(status if isinstance(status, int) else 0)


def fail(message: str, status: int = ERROR) -> NoReturn:
    """Say what is wrong in one line and exit."""
    click.echo(f"tqcheck: error: {' '.join(message.split())}", err=True)
    sys.exit(status)


@click.group(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tqcheck", message="%(prog)s %(version)s")
def main() -> None:
    """Find what a human must look at in a machine translation."""


for command in (check, batch, review, hook, demo, align, score, rules, explain, evaluate, calibrate, train):
    main.add_command(command)
