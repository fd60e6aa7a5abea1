"""One pair of documents from request to result: a report or the line that says why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tqcheck.project.pairs import DocumentPair
from tqcheck.types import Failure, Report, TqcheckError

if TYPE_CHECKING:
    from tqcheck.loading import Models
    from tqcheck.progress import Stage
    from tqcheck.settings import Settings

Outcome = Report | Failure
CheckFunction = Callable[[DocumentPair, "Settings", "Stage"], Report]
"""Examines one pair; raises what goes wrong."""

T = TypeVar("T")


def checker(models: Models) -> CheckFunction:
    """The function that examines pairs with the models of a run."""
    from tqcheck.check import check_bilingual, check_pair

    def check(pair: DocumentPair, settings: Settings, stage: Stage) -> Report:
        if pair.target is None:
            return check_bilingual(pair.source, settings, stage, models)
        return check_pair(pair.source, pair.target, settings, stage, models)

    return check


def attempt(pair: DocumentPair, action: Callable[[], T]) -> T | Failure:
    """What an action on a pair gives, or the failure that stands for what it raised.

    Raises:
        ModelError: for a model that cannot be loaded, which would fail every pair in the same way.
    """
    from tqcheck.loading import ModelError

    try:
        return action()
    except ModelError:
        raise
    except TqcheckError as error:
        return pair.failure(str(error))
    except Exception as error:  # one document must not lose the others, whatever is wrong with us
        return pair.failure(bug(pair.translation, error))


def bug(document: str, error: BaseException) -> str:
    """One line for what should not have happened, with the place in our code."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "tqcheck" in Path(frame.filename).parts] or frames
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"{document}: could not be checked ({what}{place}); this is a bug in tqcheck, please report it"
