"""The story of docs/ci.md: a site with old errors adopts tqcheck on Monday, and on Tuesday only new errors fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import junitparser
import pytest

from tests.integration.conftest import Run
from tests.integration.site import PAGES, Pair, commit, git, page_pairs, write_page, write_site

OLD_ERRORS: dict[int, list[Pair]] = {
    3: [("Le ministre est en déplacement à Rome.", "The minister is in displacement in Rome.")],
    17: [("La plage mesure 800 mètres de long.", "The beach is 600 metres long.")],
    29: [("Le budget atteint 12 millions d'euros.", "The budget amounts to 12 billion euros.")],
}
PRONOUN: Pair = (
    "La banque a relevé ses tarifs. Elle invoque la hausse des coûts.",
    "The bank has raised its fees. She cites rising costs.",
)
NEGATION: Pair = ("Le préfet n'a pas autorisé la manifestation.", "The prefect authorised the demonstration.")
SETTINGS = 'baseline = "tqcheck-baseline.json"\nfail-on-new = true\n'

PROBE = """
import sys
from tqcheck.cli import main
try:
    main(["check", "fr", "en", "--output-format", "concise"])
except SystemExit as end:
    print(end.code, [name for name in ("torch", "transformers", "spacy") if name in sys.modules], file=sys.stderr)
"""


class Verdict(NamedTuple):
    """What the formats of one run say of what is new: (rule, document)."""

    status: int
    sarif: set[tuple[str, str]]
    junit: set[tuple[str, str]]
    github: set[tuple[str, str]]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository as it was before: forty pages, three old errors, committed."""
    root = tmp_path / "site"
    write_site(root, OLD_ERRORS)
    git(root, "init", "--quiet")
    commit(root, "The site as it is")
    monkeypatch.chdir(root)
    return root


def test_monday_and_tuesday(run: Run, site: Path) -> None:
    """Adopt, change a page well, change two badly, mend them; then a run over unchanged pages loads no model."""
    began = time.perf_counter()
    adopted = run("check", "fr", "en", "--write-baseline", "--baseline-reason", "before we began")
    print(f"first run over {PAGES} pages: {time.perf_counter() - began:.1f} s")
    assert adopted.exit_code == 0, adopted.stderr
    accepted = json.loads(Path("tqcheck-baseline.json").read_text(encoding="utf-8"))["entries"]
    assert {f"en/page{number:02}.md" for number in OLD_ERRORS} <= {entry["path"] for entry in accepted}
    Path("tqcheck.toml").write_text(SETTINGS, encoding="utf-8")
    commit(site, "Adopt tqcheck")

    write_page(site, 5, page_pairs(105))
    commit(site, "A new page 5")
    assert checked(run) == (0, set(), set(), set())

    write_page(site, 8, [*page_pairs(8), PRONOUN])
    write_page(site, 21, [*page_pairs(21), NEGATION])
    commit(site, "News of the bank and of the prefect")
    new = {("P101", "en/page08.md"), ("G101", "en/page21.md")}
    assert checked(run) == (1, new, new, new)

    write_page(site, 8, [*page_pairs(8), (PRONOUN[0], PRONOUN[1].replace("She", "It"))])
    write_page(site, 21, [*page_pairs(21), (NEGATION[0], "The prefect did not authorise the demonstration.")])
    commit(site, "Mend both")
    assert checked(run) == (0, set(), set(), set())
    assert_unchanged_costs_nothing()


def checked(run: Run) -> Verdict:
    """One run in three formats, as a workflow asks for it."""
    sarif, junit = Path("../tqcheck.sarif"), Path("../junit.xml")
    arguments = ("--output-format", "github", "--also", f"sarif={sarif}", "--also", f"junit={junit}")
    result = run("check", "fr", "en", *arguments)
    annotations = [line for line in result.stdout.splitlines() if line.startswith(("::error", "::warning"))]
    return Verdict(
        result.exit_code,
        {
            (one["ruleId"], one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
            for one in json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
            if one["baselineState"] == "new"
        },
        {
            (result.type, case.classname)
            for suite in junitparser.JUnitXml.fromfile(str(junit))
            for case in suite
            for result in case.result
        },
        {(line.partition("title=")[2][:4], line.partition("file=")[2].partition(",")[0]) for line in annotations},
    )


def assert_unchanged_costs_nothing() -> None:
    """The same command in a process of its own, as the next job runs it."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    print(f"run over {PAGES} unchanged pages: {time.perf_counter() - began:.2f} s")
    assert done.stderr.splitlines()[-1] == "0 []"
    assert "gate passed" in done.stdout
