"""The scripts of our CI templates, run by a shell with recorders in place of the programs they call."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

#: Appends its arguments to a file, writes the reports that it is asked for, and ends with the status it is told.
RECORDER = """#!{python}
import json, os, sys
with open(os.environ["RECORD"], "a") as record:
    record.write(json.dumps([os.path.basename(sys.argv[0]), *sys.argv[1:]]) + "\\n")
status = int(os.environ.get("FAKE_STATUS", 0))
if sys.argv[1:3] == ["-m", "venv"]:
    os.makedirs(sys.argv[3] + "/bin")
    os.symlink(os.path.abspath(sys.argv[0]), sys.argv[3] + "/bin/python")
for argument in sys.argv:
    if argument.startswith("--also=") and status < 2:
        with open(argument.split("=", 2)[2], "a") as report:
            report.write("report\\n")
sys.exit(status)
"""


class Done(NamedTuple):
    """What a script came to; ``calls`` are the recorded command lines, ``outputs`` what it told GitHub."""

    status: int
    calls: list[list[str]]
    outputs: dict[str, str]
    stderr: str


def recorders(folder: Path, *names: str) -> Path:
    """Programs of these names that record."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = folder / name
        path.write_text(RECORDER.format(python=sys.executable), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return folder


def run_script(folder: Path, script: str, shell: tuple[str, ...], environment: dict[str, str]) -> Done:
    """Run a script in a folder, with nothing of this process's environment but the path."""
    record, output = folder / "record.jsonl", folder / "github-output"
    paths = {"RECORD": str(record), "GITHUB_OUTPUT": str(output)}
    done = subprocess.run(
        [*shell, script], cwd=folder, env={"PATH": os.environ["PATH"], **paths, **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    calls = [json.loads(line) for line in _lines(record)]
    return Done(done.returncode, calls, dict(line.split("=", 1) for line in _lines(output)), done.stderr)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
