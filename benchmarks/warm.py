"""The time of a first run and of a run over unchanged pages, each in a process of its own, and their ratio.

python benchmarks/warm.py                   # pages of four lines made from corpora/
python benchmarks/warm.py docs/fr docs/en   # your own documents; any arguments of `tqcheck check`
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
LINES = 4
ROUNDS = 3
ERROR = 2


class Times(NamedTuple):
    """Seconds by the clock on the wall, and of processor time, which a busy machine disturbs less."""

    wall: float
    processor: float


def main() -> None:
    """Run with an empty cache once, with a full one several times, and print both."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = sys.argv[1:] or pages(Path(folder))
        cache = str(Path(folder) / "cache")
        cold = timed(arguments, cache)
        rounds = [timed(arguments, cache) for _ in range(ROUNDS)]
    warm = Times(*(statistics.median(times) for times in zip(*rounds, strict=True)))
    print("run             wall s  processor s")
    for name, times in (("first", cold), (f"again, of {ROUNDS}", warm)):
        print(f"{name:<12} {times.wall:9.2f} {times.processor:12.2f}")
    print(f"{'ratio':<12} {cold.wall / warm.wall:9.0f} {cold.processor / warm.processor:12.0f}")


def pages(folder: Path) -> list[str]:
    """Pairs of pages made from the demonstration documents, whose lines answer to each other; their two folders."""
    count = 0
    for corpus in sorted(path for path in CORPORA.iterdir() if (path / "article.fr.txt").exists()):
        for lang in ("fr", "en"):
            (folder / lang).mkdir(exist_ok=True)
            lines = (corpus / f"article.{lang}.txt").read_text(encoding="utf-8").splitlines()
            for start in range(0, len(lines), LINES):
                text = "\n\n".join(lines[start : start + LINES]) + "\n"
                (folder / lang / f"{corpus.name}{start:03}.md").write_text(text, encoding="utf-8")
                count += 1
    print(f"{count // 2} pairs of pages of {LINES} lines")
    return [str(folder / "fr"), str(folder / "en")]


def timed(arguments: list[str], cache: str) -> Times:
    """One run of the command.

    Raises:
        SystemExit: when it cannot check the documents.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "tqcheck", "check", *arguments, "--output-format", "concise"]
    environment = {**os.environ, "TQCHECK_CACHE_DIR": cache}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode >= ERROR:
        sys.exit(done.stderr.strip())
    return Times(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main()
