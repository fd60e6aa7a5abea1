"""A real browser for the tests of pages: Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.unit.report_runs import written
from tqcheck.types import Run

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Opened:
    """A page that is shown, the requests that it made, and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; tests are skipped where it or Playwright is missing."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install .[browser]"
    )
    path = os.environ.get("TQCHECK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None or not Path(path).exists():
        pytest.skip("no Chromium was found: install it, or name it in TQCHECK_CHROMIUM")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a run; every request but that for the page itself is noted and refused."""
    contexts: list[Any] = []

    def show(run: Run, hash: str = "", **settings: Any) -> Opened:
        file = tmp_path / "report.html"
        file.write_text(written("html", run), encoding="utf-8", newline="\n")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        shown = Opened(context.new_page())
        _watch(shown, file.as_uri())
        shown.page.goto(file.as_uri() + hash)
        return shown

    yield show
    for context in contexts:
        context.close()


def _watch(shown: Opened, address: str) -> None:
    def own(request: Any) -> bool:
        return bool(request.url.partition("#")[0] == address)

    shown.page.route("**/*", lambda route: route.continue_() if own(route.request) else route.abort())
    shown.page.on("request", lambda request: None if own(request) else shown.requests.append(request.url))
    shown.page.on("console", lambda message: shown.complaints.append(f"{message.type}: {message.text}"))
    shown.page.on("pageerror", lambda error: shown.complaints.append(f"error: {error}"))
    shown.page.on("dialog", lambda dialog: (shown.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
