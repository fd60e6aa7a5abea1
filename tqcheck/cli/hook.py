"""``tqcheck hook``: ``tqcheck check`` for programs such as pre-commit, which name the files that changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tqcheck.cli.check import check, run
from tqcheck.cli.show_settings import ConfiguredCommand

_TWO_SIDES = 2
_NOT_FOR_HOOKS = ("changed_since",)


def parted(names: tuple[str, ...], pairs: str | None) -> tuple[list[str], tuple[str, ...]]:
    """The folders that hold the documents, which come first, and the files that changed.

    Without a folder or a manifest, the documents are those of the working directory.

    Raises:
        click.UsageError: for more folders than a translation has sides.
    """
    folders = [name for name in names if Path(name).is_dir()]
    if len(folders) > _TWO_SIDES:
        message = f"{folders[_TWO_SIDES]}: a third folder; name one, or that of the source and that of the target."
        raise click.UsageError(message, click.get_current_context(silent=True))
    files = tuple(name for name in names if name not in folders)
    return folders or ([] if pairs else ["."]), files


def _hook(names: tuple[str, ...], **options: Any) -> int:
    """Check the pairs that changed files belong to.

    For pre-commit and its like: FOLDERS hold the documents, paired as in `tqcheck check`; FILES are what changed.
    A file that belongs to no pair is passed over. Takes the options and settings of `tqcheck check`.
    """
    folders, files = parted(names, options["pairs"])
    return run(*(*folders, None, None)[:_TWO_SIDES], **options, among=files, changed_since=None)


hook = ConfiguredCommand(
    "hook",
    params=[
        click.Argument(["names"], nargs=-1, metavar="[FOLDER [FOLDER]] [FILE]..."),
        *(option for option in check.params if isinstance(option, click.Option) and option.name not in _NOT_FOR_HOOKS),
    ],
    callback=_hook,
    help=_hook.__doc__,
)
