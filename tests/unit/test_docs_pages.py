"""The pages in docs: what they show is valid, what they name exists, and the page of rules is that of today's rules."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tqcheck.cli import main
from tqcheck.report import FORMATS
from tqcheck.rules import all_rules
from tqcheck.rules.page import page

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDES = [ROOT / "docs/ci.md", ROOT / "docs/translators.md"]
CI = (ROOT / "docs/ci.md").read_text(encoding="utf-8")


def test_page_of_rules_is_current() -> None:
    """Made anew it is the same: ``python -m tqcheck.rules.page > docs/rules.md``."""
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == page()


def test_every_rule_has_its_anchor_and_its_cases() -> None:
    """A code in capitals leads to an entry that holds what the rule's documentation holds."""
    text = page()
    assert re.findall(r'<a id="(\w+)"></a>', text) == [rule.code for rule in all_rules()]
    for rule in all_rules():
        entry = text.partition(f'<a id="{rule.code}"></a>')[2].partition("<a id=")[0]
        assert entry.count("\n| found") + entry.count("\n| passed") == len(list(rule.cases())), rule.code
        assert re.findall(r"^### (.+)$", entry, re.MULTILINE) == re.findall(
            r"^## (.+)$", rule.documentation, re.MULTILINE
        )


def anchors(path: Path) -> set[str]:
    """What a link into a page may name: our own anchors, and the headings as GitHub writes them."""
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r'<a id="(\w+)"', text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link names a file that is there and, behind a #, a place in it."""
    links = re.findall(r"\]\(([^)\s:]+)\)", path.read_text(encoding="utf-8"))
    for file, _, place in (link.partition("#") for link in links):
        target = path if not file else path.parent / file
        assert target.exists(), f"{file} is not there"
        assert not place or place in anchors(target), f"{file}#{place} is not there"


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_options_exist(path: Path) -> None:
    """Each option on a line that calls tqcheck, or in code within the text, is one that `check` knows."""
    known = {name for option in main.commands["check"].params for name in option.opts}
    text = path.read_text(encoding="utf-8")
    spoken = [
        word
        for line in text.splitlines()
        if "docker" not in line
        for word in re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", line)
    ]
    assert set(spoken) - known <= {"--all-files"}
    assert spoken


def test_every_format_is_listed() -> None:
    """The table has a row for each format, and no other."""
    rows = CI.partition("| format | for |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", "".join(row.split("|")[1] for row in rows.splitlines()[2:]))) == FORMATS.keys()


def test_every_input_of_the_action_is_listed() -> None:
    """The table of inputs and the action agree."""
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    rows = CI.partition("| input | is |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z-]+)`", "".join(row.split("|")[1] for row in rows.splitlines()[2:]))) == inputs.keys()


CHECKERS = {
    "jobs:": ("check_jsonschema", "--builtin-schema", "vendor.github-workflows"),
    "include:": ("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"),
    "repos:": ("pre_commit", "validate-config"),
}
EXAMPLES = re.findall(r"```yaml\n(.*?)```", CI + (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split()[1])
def test_examples_are_valid(tmp_path: Path, example: str) -> None:
    """Each example is accepted by the schema of the service that it is for."""
    (tool,) = (tool for mark, tool in CHECKERS.items() if re.search(f"^{mark}", example, re.MULTILINE))
    path = tmp_path / "example.yml"
    path.write_text(example, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", *tool, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_examples_give_the_action_inputs_that_it_has() -> None:
    """What stands under ``with:`` of our action is one of its inputs, and what is read of it one of its outputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = [
        step
        for example in EXAMPLES
        if "jobs:" in example
        for job in yaml.safe_load(example)["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith("example/tqcheck@")
    ]
    assert steps
    assert {name for step in steps for name in step.get("with", {})} <= action["inputs"].keys()
    assert set(re.findall(r"steps\.tqcheck\.outputs\.([\w-]+)", "".join(EXAMPLES))) <= action["outputs"].keys()
