"""Settings from files to the commands: precedence, checks and ``--show-settings``. No model is loaded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tqcheck.cli import main
from tqcheck.cli.configuration import configurable, keys_of, per_path_names
from tqcheck.cli.types import allowed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run a command line in the working directory."""
    return CliRunner().invoke(main, arguments)


def shown(*arguments: str) -> dict[str, tuple[Any, str]]:
    """The value and the origin of every setting that is not a default."""
    result = run("check", "--show-settings", "--output-format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    settings = json.loads(result.stdout)["settings"]
    return {
        key: (one["value"], one["origin"])
        for key, one in settings.items()
        if one["origin"] != "default" and key != "output-format"
    }


def write(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


FILES = {
    "tqcheck.toml": "threshold = 0.1\n",
    "pyproject.toml": "[tool.tqcheck]\nthreshold = 0.2\n",
    "setup.cfg": "[tqcheck]\nthreshold = 0.3\n",
    "ci/own.toml": "threshold = 0.4\n",
    "ci/tool.toml": "[tool.tqcheck]\nthreshold = 0.5\n",
    "ci/own.cfg": "[tqcheck]\nthreshold = 0.6\n",
    "ci/own.ini": "[tqcheck]\nmin-score = 60\n",
}


@pytest.mark.parametrize(
    ("names", "arguments", "expected"),
    [
        ((), (), {}),
        (("setup.cfg",), (), {"threshold": (0.3, "setup.cfg:2")}),
        (("setup.cfg", "pyproject.toml"), (), {"threshold": (0.2, "pyproject.toml:2")}),
        (("setup.cfg", "pyproject.toml", "tqcheck.toml"), (), {"threshold": (0.1, "tqcheck.toml:1")}),
        (tuple(FILES), ("--config", "ci/own.toml"), {"threshold": (0.4, "ci/own.toml:1")}),
        (tuple(FILES), ("--config", "ci/tool.toml"), {"threshold": (0.5, "ci/tool.toml:2")}),
        (tuple(FILES), ("--config", "ci/own.cfg"), {"threshold": (0.6, "ci/own.cfg:2")}),
        (tuple(FILES), ("--config", "ci/own.ini"), {"min-score": (60.0, "ci/own.ini:2")}),
        (tuple(FILES), ("--threshold", "0.9"), {"threshold": (0.9, "command line")}),
        (tuple(FILES), ("--threshold", "0.9", "--config", "ci/own.toml"), {"threshold": (0.9, "command line")}),
        (tuple(FILES), ("--isolated",), {}),
        (tuple(FILES), ("--isolated", "--threshold", "0.9"), {"threshold": (0.9, "command line")}),
    ],
)
def test_precedence(root: Path, names: tuple[str, ...], arguments: tuple[str, ...], expected: dict[str, Any]) -> None:
    """Defaults, then one file, then the command line."""
    write(root, {name: FILES[name] for name in names})
    assert shown(*arguments) == expected


def test_the_file_above(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder below, the file is found and its paths still mean the same."""
    write(root, {"tqcheck.toml": 'reference = "docs/human.md"\n', "docs/legal/a.md": ""})
    monkeypatch.chdir(root / "docs" / "legal")
    file = str(root / "tqcheck.toml")
    assert shown() == {"reference": (str(root / "docs" / "human.md"), f"{file}:1")}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('select = ["N", "P101"]', {"select": ["N", "P101"]}),
        ('select = "N,P101"', {"select": ["N", "P101"]}),
        ('select = " n, P101,,n "', {"select": ["N", "P101"]}),
        ("select = []", {"select": []}),
        ('exclude = ["a/**", "b/**"]', {"exclude": ["a/**", "b/**"]}),
        ('exclude = "a/**, b/**"', {"exclude": ["a/**", "b/**"]}),
        ("threshold = 1", {"threshold": 1.0}),
        ("exit-zero = true", {"exit-zero": True}),
        ("exit_zero = false", {"exit-zero": False}),
        ('fail-on = "never"', {"fail-on": "never"}),
        ('source-lang = "fr"\ntarget_lang = "en"', {"source-lang": "fr", "target-lang": "en"}),
        ('output = "reports/out.json"', {"output": "reports/out.json"}),
        ('output = "-"', {"output": "-"}),
        ('encoder = "models/own"', {"encoder": "models/own"}),
        ('encoder = "intfloat/multilingual-e5-base"', {"encoder": "intfloat/multilingual-e5-base"}),
        ("segmented = true\nmissed = true\nformat = 'tsv'", {}),
        ("", {}),
    ],
)
def test_values(root: Path, content: str, expected: dict[str, Any]) -> None:
    """What TOML may hold for each kind of option; the keys of other commands pass."""
    write(root, {"tqcheck.toml": content, "models/own/config.json": "{}"})
    assert {key: value for key, (value, _) in shown().items()} == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("select = N, P101", {"select": ["N", "P101"]}),
        ("select =\n    N\n    P101", {"select": ["N", "P101"]}),
        ("exclude =\n    a/**\n    b/**", {"exclude": ["a/**", "b/**"]}),
        ("exit-zero = yes\nthreshold = 0.5", {"exit-zero": True, "threshold": 0.5}),
        ("encoder = 100%(x)s%", {"encoder": "100%(x)s%"}),
        ("", {}),
    ],
)
def test_values_of_setup_cfg(root: Path, content: str, expected: dict[str, Any]) -> None:
    """Strings are converted as on the command line; a percent sign is nothing special."""
    write(root, {"setup.cfg": f"[tqcheck]\n{content}\n"})
    assert {key: value for key, (value, _) in shown().items()} == expected


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tqcheck.toml", 'selct = ["N"]', "tqcheck.toml:1: 'selct' is no setting; did you mean 'select'?"),
        ("tqcheck.toml", "\nfail_one = 'major'", "tqcheck.toml:2: 'fail-one' is no setting; did you mean 'fail-on'?"),
        ("tqcheck.toml", "qqqq = 1", "tqcheck.toml:1: 'qqqq' is no setting; `tqcheck check --show-settings` lists them"),
        ("tqcheck.toml", "config = 'a.toml'", "'config' is no setting"),
        ("setup.cfg", "[tqcheck]\nselct = N", "setup.cfg:2: 'selct' is no setting; did you mean 'select'?"),
        ("pyproject.toml", "[tool.tqcheck.x]\nselect = 'N'", "pyproject.toml: 'x' is no setting"),
        ("tqcheck.toml", "threshold = 'high'", 'tqcheck.toml:1: threshold = "high": must be a number from 0 to 1'),
        ("tqcheck.toml", "threshold = '0.5'", "must be a number from 0 to 1"),
        ("tqcheck.toml", "threshold = 1.5", "threshold = 1.5: must be a number from 0 to 1"),
        ("tqcheck.toml", "threshold = true", "must be a number from 0 to 1"),
        ("tqcheck.toml", "threshold = nan", "must be a number from 0 to 1"),
        ("tqcheck.toml", "jobs = 0", "jobs = 0: must be a whole number of at least 1"),
        ("tqcheck.toml", "jobs = 1.5", "must be a whole number of at least 1"),
        ("tqcheck.toml", "exit-zero = 'yes'", 'exit-zero = "yes": must be true or false'),
        ("tqcheck.toml", "exit-zero = 1", "must be true or false"),
        ("tqcheck.toml", "fail-on = 'big'", "must be one of critical, major, minor, never"),
        ("tqcheck.toml", "fail-on = ['major']", "must be one of critical, major, minor, never"),
        ("tqcheck.toml", "encoding = 8", "encoding = 8: must be a string"),
        ("tqcheck.toml", "reference = 8", "reference = 8: must be a path"),
        ("tqcheck.toml", "exclude = 8", "must be a list, each a string"),
        ("tqcheck.toml", "exclude = [1]", "must be a list, each a string"),
        ("tqcheck.toml", "select = 5", "must be a list of rule codes"),
        ("tqcheck.toml", "select = ['N', 5]", "is no list of rule codes"),
        ("tqcheck.toml", "select = ['N', 'P1O1']", "tqcheck.toml:1: select: P1O1: no rule has a code that begins so; did you mean P101?"),
        ("tqcheck.toml", "ignore = 'ZZ'", "tqcheck.toml:1: ignore: ZZ: no rule has a code that begins so; codes begin with A, C, D,"),
        ("tqcheck.toml", "format = 'pdf'", "format = \"pdf\": must be one of json, tsv, tmx, xliff, ladder"),
        ("tqcheck.toml", "fail-on = 'major'\nfail_on = 'minor'", "tqcheck.toml:2: 'fail_on' stands twice"),
        ("setup.cfg", "[tqcheck]\nthreshold = high", 'setup.cfg:2: threshold = "high": must be a number from 0 to 1'),
        ("setup.cfg", "[tqcheck]\nexit-zero = perhaps", "must be true or false"),
        ("tqcheck.toml", "a = ", "tqcheck.toml:1:5: is not valid TOML"),
        ("tqcheck.toml", "[[overrides]]\nselect = 'N'", 'tqcheck.toml:1: an override needs paths, a list of patterns such as ["docs/**", "*.po"]'),
        ("tqcheck.toml", "[[overrides]]\npaths = []", "an override needs paths"),
        ("tqcheck.toml", "[[overrides]]\npaths = [1]", "an override needs paths"),
        ("tqcheck.toml", "[[overrides]]\npaths = ['a', '']", "tqcheck.toml:1: paths: '' fits no path"),
        ("tqcheck.toml", "[[overrides]]\npaths = ['[b-a]']", "is no pattern"),
        ("tqcheck.toml", "[[overrides]]\npaths = ['a']\nencoder = 'x'", "tqcheck.toml:3: 'encoder' is one for the whole run"),
        ("tqcheck.toml", "[[overrides]]\npaths = ['a']\njobs = 2", "'jobs' is one for the whole run"),
        ("tqcheck.toml", "[[overrides]]\npaths = ['a']\nselct = 'N'", "tqcheck.toml:3: 'selct' is no setting; did you mean 'select'?"),
        ("tqcheck.toml", "[[overrides]]\npaths = ['a']\nthreshold = 2", "tqcheck.toml:3: threshold = 2: must be"),
        ("setup.cfg", "[tqcheck:*.po]\njobs = 2", "setup.cfg:2: 'jobs' is one for the whole run"),
        ("setup.cfg", "[tqcheck: ]\nselect = N", "setup.cfg:1: paths: '' fits no path"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "score", "align"])
def test_what_a_file_may_not_hold(root: Path, command: str, name: str, content: str, said: str) -> None:
    """One line that names file, line, key and what is allowed, whichever command reads the file first."""
    write(root, {name: content})
    documents = {"check": ["--show-settings"], "score": ["x.tsv"], "align": ["a", "b"]}[command]
    result = run(command, *documents)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.startswith("tqcheck: error: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("command", "said"), [("check", "File '.git' is a directory"), ("align", "no such file")])
def test_where_the_report_goes(root: Path, command: str, said: str) -> None:
    """`output` is for reports: an alignment is not written over the report that a file names."""
    write(root, {"tqcheck.toml": "output = '.git'"})
    assert said in run(command, "a.fr.txt", "a.en.txt").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--config", "none.toml"), "File 'none.toml' does not exist"),
        (("--config", "folder"), "File 'folder' is a directory"),
        (("--config", "settings.yaml"), "settings.yaml: settings stand in a file named .toml, .cfg or .ini"),
        (("--config", "tqcheck.toml", "--isolated"), "choose"),
        (("--isolated", "--config", "tqcheck.toml"), "choose"),
        (("--select", "N,P1O1"), "'--select': P1O1: no rule has a code that begins so; did you mean P101?"),
        (("--threshold", "nan"), "'nan' is not a number"),
    ],
)
def test_what_the_command_line_may_not_hold(root: Path, arguments: tuple[str, ...], said: str) -> None:
    """The same for the options themselves."""
    write(root, {"tqcheck.toml": "", "settings.yaml": "", "folder/x": ""})
    result = run("check", "--show-settings", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


OVERRIDES = """\
select = ["N", "P"]
extend-ignore = ["E"]
[[overrides]]
paths = ["docs/legal/**", "*.po"]
threshold = 0.9
extend-ignore = ["N101"]
[[overrides]]
paths = ["docs/legal/old/**"]
threshold = 0.8
select = "W"
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("a.fr.md", "a.en.md"), {"select": ["N", "P"], "extend-ignore": ["E"]}),
        (("a.fr.md", "docs/legal/a.en.md"), {"select": ["N", "P"], "extend-ignore": ["E", "N101"], "threshold": 0.9}),
        (("x/a.po",), {"select": ["N", "P"], "extend-ignore": ["E", "N101"], "threshold": 0.9}),
        (("a", "docs/legal/old/a"), {"select": ["W"], "extend-ignore": ["E", "N101"], "threshold": 0.8}),
        (("a", "a.po", "--threshold", "0.1"), {"select": ["N", "P"], "extend-ignore": ["E", "N101"], "threshold": 0.1}),
        (("a", "b", "--extend-ignore", "C"), {"select": ["N", "P"], "extend-ignore": ["E", "C"]}),
        (("a", "a.po", "--extend-ignore", "C"), {"select": ["N", "P"], "extend-ignore": ["E", "C", "N101"], "threshold": 0.9}),
        (("a", "a.po", "--select", "G"), {"select": ["G"], "extend-ignore": ["E", "N101"], "threshold": 0.9}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["tqcheck.toml", "setup.cfg"])
def test_overrides(root: Path, name: str, arguments: tuple[str, ...], expected: dict[str, Any]) -> None:
    """Settings by the target's path; the command line stays on top, what extends adds up."""
    ini = re.sub(r'[\["\]]', "", re.sub(r"\[\[overrides\]\]\npaths = (.*)", r"SECTION\1", OVERRIDES))
    ini = "[tqcheck]\n" + re.sub(r"SECTION(.*)", r"[tqcheck:\1]", ini)
    write(root, {name: OVERRIDES if name == "tqcheck.toml" else ini})
    assert {key: value for key, (value, _) in shown(*arguments).items()} == expected


def test_what_adds_up_has_several_origins(root: Path) -> None:
    """Each place that a value was put together from is named."""
    write(root, {"tqcheck.toml": OVERRIDES})
    origin = "tqcheck.toml:2, command line, tqcheck.toml:6"
    assert shown("a", "a.po", "--extend-ignore", "C")["extend-ignore"] == (["E", "C", "N101"], origin)


def test_show_settings_for_people(root: Path) -> None:
    """A table of every key, and below it the overrides."""
    write(root, {"tqcheck.toml": OVERRIDES})
    lines = run("check", "--show-settings", "--fail-on", "minor").stdout.splitlines()
    assert lines[0] == "Settings file: tqcheck.toml"
    rows = [re.split(r"  +", line) for line in lines]
    assert ["fail-on", '"minor"', "command line"] in rows
    assert ["extend-ignore", '["E"]', "tqcheck.toml:2"] in rows
    assert ["threshold", "-", "default"] in rows
    at = lines.index("For docs/legal/**, *.po:")
    assert rows[at + 1 : at + 3] == [
        ["threshold", "0.9", "tqcheck.toml:5"],
        ["extend-ignore", '["N101"]', "tqcheck.toml:6"],
    ]
    assert {row[0] for row in rows} >= keys_of(main.commands["check"]).keys()


def test_settings_reach_the_commands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file says arrives where a check, a score and an alignment begin; `demo` reads no file."""
    write(root, {"tqcheck.toml": "encoder = 'x/y'\n[[overrides]]\npaths = ['*.en.md']\nsource-lang = 'de'\n"})
    write(root, {"a.de.md": "Guten Tag.", "a.en.md": "Good day.", "a.tsv": "Guten Tag.\tGood day.\n"})
    seen: list[tuple[Any, ...]] = []
    monkeypatch.setattr("tqcheck.project.run.run_jobs", lambda jobs, *_: seen.extend(one for _, one in jobs) or [])
    monkeypatch.setattr("tqcheck.aligning.align_files", lambda *_, **named: seen.append(named) or 1 / 0)
    monkeypatch.setattr("tqcheck.encoder.load_encoder", lambda name, device: seen.append(name) or 1 / 0)
    run("check", "a.de.md", "a.en.md")
    run("demo")
    run("align", "a.de.md", "a.en.md")
    run("score", "a.tsv")
    checked, demonstrated, aligned, scored = seen
    assert (checked.encoder, checked.source_lang) == ("x/y", "de")
    assert (demonstrated.encoder, demonstrated.source_lang) == (None, None)
    assert (aligned["encoder"], aligned["langs"]) == ("x/y", ("de", "en"))
    assert scored == "x/y"


def documented_rows() -> list[str]:
    """A row of the page for every key of every command: what it holds, its default, whether overrides may have it."""
    defaults = json.loads(run("check", "--isolated", "--show-settings", "--output-format", "json").stdout)["settings"]
    rows: dict[str, str] = {}
    for command in sorted(configurable(main), key=lambda command: command.name != "check"):
        for key, option in keys_of(command).items():
            described = re.search(r"\[default: (.*)\]", option.help or "")
            value = defaults[key]["value"] if command.name == "check" and key in defaults else None
            plain = json.dumps(value) if value not in (None, []) and key != "output-format" else "-"
            default = described[1] if described else '"full"' if key == "output-format" else plain
            where = "yes" if key.replace("-", "_") in per_path_names() and command.name == "check" else "no"
            rows.setdefault(key, f"| `{key}` | {allowed(option)} | {default} | {where} |")
    return list(rows.values())


def test_the_page_has_every_key(root: Path) -> None:
    """Each key stands in the page with what it holds: take the rows below over when an option is new or different."""
    page = PAGE.read_text(encoding="utf-8").partition("## Settings for some documents")[0]
    assert [row for row in documented_rows() if row not in page] == []
    assert set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == {
        row.split("`")[1] for row in documented_rows()
    }, "the page has a key that no command knows"
