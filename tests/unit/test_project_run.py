"""Runs over many pairs: reports kept and found again, failures that stay alone, workers; no model is loaded."""

from __future__ import annotations

import dataclasses
import enum
import itertools
import json
import os
import time
import types
import typing
from collections import abc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tqcheck.loading import ModelError
from tqcheck.project.cache import ReportCache, default_folder, usable
from tqcheck.project.pairs import DocumentPair
from tqcheck.project.run import Job, run_jobs
from tqcheck.project.signature import Digests, resource_digest
from tqcheck.project.work import CheckFunction, Outcome, attempt
from tqcheck.project.workers import in_processes
from tqcheck.report.stored import report_from_object, stored_object
from tqcheck.settings import Settings
from tqcheck.summing import gated, run_of
from tqcheck.types import Bead, Estimate, Failure, Finding, Report, Segment, SegmentReport, Severity, Span, TqcheckError
from tqcheck.verdict import Gate


def sample(kind: Any, numbers: Iterator[int]) -> Any:
    """A value of a type, unlike every other; every field of a dataclass is filled."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return sample(next(one for one in arguments if one is not type(None)), numbers)
    if origin in (tuple, abc.Sequence):
        return tuple(sample(arguments[0], numbers) for _ in range(2))
    if origin is abc.Mapping:
        return {f"é{next(numbers)}": sample(arguments[1], numbers) for _ in range(2)}
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(*(sample(hints[field.name], numbers) for field in dataclasses.fields(kind)))
    if kind is Span:
        return Span(next(numbers), next(numbers))
    if issubclass(kind, enum.Enum) if isinstance(kind, type) else False:
        return list(kind)[next(numbers) % len(kind)]
    made = {str: lambda n: f"«{n}»\n", float: lambda n: n + 1 / 3, bool: lambda n: True}
    return made.get(kind, lambda n: n)(next(numbers))


def test_every_field_survives() -> None:
    """JSON and back gives a report equal in values and types, whatever fields the values have."""
    whole = sample(Report, itertools.count())
    again = report_from_object(json.loads(json.dumps(stored_object(whole))))
    assert again == whole
    assert repr(again) == repr(whole)
    assert "<Severity." in repr(again)


def report(pair: DocumentPair, code: str = "P101") -> Report:
    """A report on a pair with one major finding."""
    bead = Bead(Segment("Elle a dit.", 0, 11, 1), Segment("She said.", 0, 9, 1))
    finding = Finding(code, "pronoun", "accuracy", Severity.MAJOR, "'Elle' is a thing", Span(0, 3), Span(0, 4))
    segments = (SegmentReport(1, bead, Estimate(0.5, 0.25), (finding,), True, 5.0),)
    summary = {"segments": 1, "flagged": 1, "findings": 1, "words": 3, "penalty": 5.0, "score": 0.0}
    return Report(pair.source, pair.translation, "fr", "en", segments, summary, {"name": "tqcheck"}, ("beware",))


@pytest.mark.parametrize("stored", [[], {}, None, [1] * 9, "x", [["a"], 2, 3, 4, 5, 6, 7, 8]])
def test_what_is_no_report(stored: Any) -> None:
    """An object of another form raises and is not taken for a report."""
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        report_from_object(stored)


# --- the cache ---------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentPair:
    """Two documents in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Un.")
    Path("b.md").write_text("One.")
    return DocumentPair("a.md", "b.md")


def test_kept_and_found(pair: DocumentPair) -> None:
    """What one run keeps another finds, and git and backups pass the folder by."""
    cache = ReportCache(Path("cache"))
    key = cache.key(pair, Settings())
    assert cache.load(key) is None
    cache.store(key, report(pair))
    cache.close()
    other = ReportCache(Path("cache"))
    assert other.load(other.key(pair, Settings(gate=Gate("critical", 50.0)))) == report(pair)
    assert Path("cache/.gitignore").read_text() == "*\n"
    assert Path("cache/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert not list(Path("cache").rglob(".part-*"))


def _edit(path: str) -> None:
    Path(path).write_text("changed")


@pytest.mark.parametrize(
    ("settings", "edited"),
    [
        ({}, "a.md"),
        ({}, "b.md"),
        ({"reference": "r.md"}, "r.md"),
        ({"glossary": ("r.md",)}, "r.md"),
        ({"encoder": "model"}, "model/weights"),
        ({"select": ("N",)}, None),
        ({"ignore": ("N",)}, None),
        ({"threshold": 0.5}, None),
        ({"source_lang": "de"}, None),
        ({"reference": "r.md"}, None),
        ({"input_format": "text"}, None),
        ({"encoder": "some/model"}, None),
    ],
)
def test_key_changes(pair: DocumentPair, settings: dict[str, Any], edited: str | None) -> None:
    """Whatever a result depends on changes the key: content, settings, files that settings name."""
    Path("r.md").write_text("Un, vraiment.")
    Path("model").mkdir()
    Path("model/weights").write_text("1")
    cache = ReportCache(Path("cache"))
    before = cache.key(pair, Settings(**settings if edited else {}))
    if edited:
        _edit(edited)
    assert cache.key(pair, Settings(**settings)) != before


def test_key_stays(pair: DocumentPair) -> None:
    """A file written anew with the same bytes, another gate, and another run give the same key."""
    before = ReportCache(Path("cache")).key(pair, Settings())
    os.utime("a.md", (1, 1))
    assert ReportCache(Path("cache")).key(pair, Settings(gate=Gate("never"))) == before


def test_key_of_another_tool(pair: DocumentPair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of our code, word lists, weights or libraries gives another key."""
    before = ReportCache(Path("cache")).key(pair, Settings())
    monkeypatch.setattr("tqcheck.project.keys.tool_digest", lambda digests: "other")
    assert ReportCache(Path("cache")).key(pair, Settings()) != before


def test_digests_remember_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file is read once, and again when its size or time changes; what is remembered outlives the run."""
    path, memory = tmp_path / "weights", tmp_path / "digests.json"
    path.write_bytes(b"0" * (1 << 20))
    first = Digests(memory)
    digest = first.of_file(path)
    first.save()
    monkeypatch.setattr("tqcheck.project.signature._streamed", lambda path: "read again")
    assert Digests(memory).of_file(path) == digest
    os.utime(path, (1, 1))
    assert Digests(memory).of_file(path) == "read again"
    memory.write_text("[broken")
    assert Digests(memory).of_file(path) == "read again"


def test_hub_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model of the hub is known by the commit in the local store."""
    refs = tmp_path / "models--some--hub-model" / "refs"
    refs.mkdir(parents=True)
    (refs / "main").write_text("abc123\n")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert resource_digest("some/hub-model", Digests()) == "abc123"
    assert resource_digest("some/other-model", Digests()) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"key": 1}', '{"key": "%s", "report": [1, 2]}', "\udcff"])
def test_damaged_entry(pair: DocumentPair, damage: str) -> None:
    """A damaged entry counts as absent and is written anew."""
    cache = ReportCache(Path("cache"))
    key = cache.key(pair, Settings())
    cache.store(key, report(pair))
    (entry,) = Path("cache/reports").rglob("*.json")
    entry.write_bytes(damage.replace("%s", str(key)).encode("utf-8", "surrogateescape"))
    assert cache.load(key) is None
    cache.store(key, report(pair))
    assert cache.load(key) == report(pair)


def test_old_entries_go(pair: DocumentPair) -> None:
    """An entry that no run has asked for in a month is removed by the next run that writes; others stay."""
    cache = ReportCache(Path("cache"))
    for name, age in (("00old", 40), ("00new", 1)):
        cache.store(name, report(pair))
        when = time.time() - age * 86400
        os.utime(f"cache/reports/00/{name[2:]}.json", (when, when))
    cache.close()
    assert [path.name for path in Path("cache/reports/00").iterdir()] == ["new.json"]


def test_where_the_cache_is(tmp_path: Path) -> None:
    """In the project's root if there is one; a folder that cannot be made is the user's to mend."""
    deep = tmp_path / "docs" / "deep"
    deep.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert default_folder(deep) == tmp_path.resolve() / ".tqcheck_cache"
    (tmp_path / "file").touch()
    with pytest.raises(TqcheckError, match="cannot hold the cache"):
        usable(str(tmp_path / "file" / "cache"))


# --- runs --------------------------------------------------------------------------------------------------------


def jobs_of(*names: str) -> list[Job]:
    """A job for each name, over two files of that name."""
    for name in names:
        Path(f"{name}.fr.md").write_text(name)
        Path(f"{name}.en.md").write_text(name)
    return [(DocumentPair(f"{name}.fr.md", f"{name}.en.md"), Settings()) for name in names]


class Examiner:
    """Workers that note what they are given; a document is what its name says."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Outcome]]:
        for index, (pair, settings) in reversed(list(enumerate(jobs))):
            self.seen.append(pair.source.partition(".")[0])
            yield index, attempt(pair, lambda: fake_check(settings, 1)(pair, settings, None))  # noqa: B023


def fake_check(_settings: Settings, _threads: int) -> CheckFunction:
    """A check function that does what the document's name says."""

    def check(pair: DocumentPair, settings: Settings, _stage: Any) -> Report:
        name = pair.source.partition(".")[0]
        if name.startswith("unreadable"):
            raise TqcheckError(f"{pair.source}: is broken; mend it")
        if name.startswith("bug"):
            raise ValueError("no such\nthing")
        if name.startswith("stop"):
            raise KeyboardInterrupt
        if name.startswith("model"):
            raise ModelError("none: no encoder could be loaded")
        if name.startswith("die"):
            os._exit(9)
        time.sleep(0.2 if name.startswith("slow") else 0)
        return report(pair)

    return check


def test_one_bad_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every other document has its report, in order, and each failure names its document and says what it is."""
    monkeypatch.chdir(tmp_path)
    jobs = jobs_of("a", "unreadable", "bug", "b", "gone")
    Path("gone.en.md").unlink()
    outcomes = run_jobs(jobs, Examiner(), ReportCache(Path("cache")))
    assert [type(outcome).__name__ for outcome in outcomes] == ["Report", "Failure", "Failure", "Report", "Failure"]
    messages = [outcome.message for outcome in outcomes if isinstance(outcome, Failure)]
    assert messages[0] == "unreadable.fr.md: is broken; mend it"
    assert messages[1].startswith("bug.en.md: could not be checked (ValueError: no such")
    assert "this is a bug in tqcheck" in messages[1]
    assert messages[2] == "gone.en.md: no such file: check the path"
    assert [o.target_path for o in outcomes if isinstance(o, Report)] == ["a.en.md", "b.en.md"]


def test_second_run_examines_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is new or changed is examined again, and the outcomes are the same."""
    monkeypatch.chdir(tmp_path)
    jobs, first, second, third = jobs_of("a", "b", "c"), Examiner(), Examiner(), Examiner()
    before = run_jobs(jobs, first, ReportCache(Path("cache")))
    assert run_jobs(jobs, second, ReportCache(Path("cache"))) == before
    Path("b.en.md").write_text("changed")
    run_jobs(jobs, third, ReportCache(Path("cache")))
    assert (sorted(first.seen), second.seen, third.seen) == (["a", "b", "c"], [], ["b"])


def test_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished before an interruption is not examined again."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs_of("stop", "a", "b"), Examiner(), ReportCache(Path("cache")))
    after = Examiner()
    run_jobs(jobs_of("a", "b", "c"), after, ReportCache(Path("cache")))
    assert after.seen == ["c"]


def test_model_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the run at once, for every document would fail in the same way."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError):
        run_jobs(jobs_of("a", "model"), Examiner())


def test_gate_is_judged_after_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept report answers to the gate of today."""
    monkeypatch.chdir(tmp_path)
    (outcome,) = run_jobs(jobs_of("a"), Examiner(), ReportCache(Path("cache")))
    assert isinstance(outcome, Report)
    verdicts = [gated(outcome, Gate(fail_on)).summary["gate"] for fail_on in ("minor", "major", "critical", "never")]
    assert verdicts == ["failed", "failed", "passed", "passed"]


def test_summary_of_a_run() -> None:
    """A run over one document, or none, counts documents when it is asked to; nothing to check passes."""
    one = run_of([gated(report(DocumentPair("a", "b")), Gate())], many=True)
    none = run_of([], many=True, warnings=["nothing changed"])
    assert (one.summary["documents"], one.summary["gate"]) == (1, "failed")
    assert (none.summary["documents"], none.summary["gate"], none.summary["score"]) == (0, "passed", 100.0)
    assert none.summary["warnings"] == ["nothing changed"]


# --- worker processes --------------------------------------------------------------------------------------------


def test_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outcomes are in order; a worker that dies takes its own document with it and no other."""
    monkeypatch.chdir(tmp_path)
    jobs = jobs_of("slow", "a", "die", "unreadable", "bug", "die2", "b")
    outcomes = run_jobs(jobs, in_processes(2, fake_check))
    kinds = [type(outcome).__name__ for outcome in outcomes]
    assert kinds == ["Report", "Report", "Failure", "Failure", "Failure", "Failure", "Report"]
    messages = [outcome.message for outcome in outcomes if isinstance(outcome, Failure)]
    assert (
        messages[0]
        == "die.en.md: the process that checked it ended (exit status 9); try --jobs 1, which needs less memory"
    )
    assert messages[1] == "unreadable.fr.md: is broken; mend it"


def no_model(_settings: Settings, _threads: int) -> CheckFunction:
    """A worker whose model is not there."""
    raise ModelError("none: no encoder could be loaded")


def test_worker_without_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends with the worker's own line."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TqcheckError, match="no encoder could be loaded"):
        run_jobs(jobs_of("a", "b"), in_processes(2, no_model))
