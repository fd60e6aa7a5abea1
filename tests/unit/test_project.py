"""Which pairs a run is over: manifests, folders, patterns, and what changed since a revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tqcheck.project.folders import Selection, pair_by_pattern, pair_folders, pair_in_folder
from tqcheck.project.manifest import read_manifest
from tqcheck.project.pairs import Worklist
from tqcheck.project.patterns import fill, unmarked
from tqcheck.project.request import Request, worklist
from tqcheck.settings import Settings
from tqcheck.types import TqcheckError


def make(root: Path, *paths: str) -> Path:
    """Files that each hold their own name."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return root


def names(root: Path, work: Worklist) -> set[tuple[str, str | None]]:
    """The pairs of a worklist, relative to a folder."""
    return {
        (os.path.relpath(p.source, root), None if p.target is None else os.path.relpath(p.target, root))
        for p in work.pairs
    }


# --- manifests ---------------------------------------------------------------------------------------------------

SIMPLE = [("a.fr.md", "a.en.md"), ("b.fr.md", "b.en.md")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.tsv", "a.fr.md\ta.en.md\nb.fr.md\tb.en.md\n"),
        ("m.tsv", "\ufeff# ours\n\nsource\ttarget\r\na.fr.md\ta.en.md\r\n  # more\r\nb.fr.md\tb.en.md\t\r\n"),
        ("m.txt", "a.fr.md\ta.en.md\nb.fr.md\tb.en.md"),
        ("m.tsv", "target\tsource\na.en.md\ta.fr.md\nb.en.md\tb.fr.md\n"),
        ("m.csv", 'a.fr.md,a.en.md\n"b.fr.md",b.en.md\n'),
        ("m.csv", "source;target\na.fr.md;a.en.md\nb.fr.md;b.en.md\n"),
        ("m.jsonl", '{"source": "a.fr.md", "target": "a.en.md"}\n\n{"target": "b.en.md", "source": "b.fr.md"}\n'),
    ],
)
def test_manifest(tmp_path: Path, name: str, text: str) -> None:
    """The forms of a manifest; paths start at its folder."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    pairs = read_manifest(str(tmp_path / name))
    assert [(p.source, p.target) for p in pairs] == [(str(tmp_path / a), str(tmp_path / b)) for a, b in SIMPLE]


def test_manifest_columns(tmp_path: Path) -> None:
    """Languages and reference come from their columns, a bilingual file stands alone, the origin is the line."""
    text = "source\ttarget\treference\tsource_lang\ttarget_lang\na.md\tb.md\tc.md\tde\tnl\nd.md\te.md\nx.po\n"
    (tmp_path / "m.tsv").write_text(text)
    full, bare, alone = read_manifest(str(tmp_path / "m.tsv"))
    common = Settings(source_lang="fr", threshold=0.5)
    assert full.settings(common) == Settings("de", "nl", reference=str(tmp_path / "c.md"), threshold=0.5)
    assert bare.settings(common) == common
    assert (alone.target, alone.translation) == (None, str(tmp_path / "x.po"))
    assert bare.failure("gone").message == f"{tmp_path / 'm.tsv'}:3: gone"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.md\tb.md\nc.md\n", "m.tsv:2: names no target"),
        ("\tb.md\n", "m.tsv:1: names no source"),
        ("a.md\tb.md\tfr\ten\tr.md\tx\n", "m.tsv:1: 6 columns"),
        ("source\ttarget\trefrence\n", "m.tsv:1: column 'refrence'"),
        ("source\ttarget\tsource\n", "m.tsv:1: column 'source'"),
        ("a.md\tb.md\n\n# x\na.md\tb.md\n", "m.tsv:4: the pair of line 1 again"),
        ("a.md\tb.md\n\xff", "m.tsv:2: is not UTF-8"),
        ("# nothing\n\n", "names no documents"),
        ("source\ttarget\n", "names no documents"),
        ("-\tb.md\n", "m.tsv:1: '-' is no document"),
        ('{"source": "a.md", "target": "b.md"}\n{oops\n', "m.tsv:2: is not JSON"),
        ('{"source": "a.md", "target": 3}\n', "m.tsv:1: is no object of strings"),
        ('{"source": "a.md", "goal": "b"}\n', "m.tsv:1: column 'goal'"),
        ('"a.md,b.md\n', "m.tsv:1: is not CSV"),
    ],
)
def test_bad_manifest(tmp_path: Path, text: str, said: str) -> None:
    """Each error names manifest and line."""
    (tmp_path / "m.tsv").write_bytes(text.encode("latin-1"))
    with pytest.raises(TqcheckError) as raised:
        read_manifest(str(tmp_path / "m.tsv"))
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


# --- folders -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "plain", "lang"),
    [
        ("page.fr.md", "page.md", "fr"),
        ("page_en.docx", "page.docx", "en"),
        ("page-fr-CA.md", "page.md", "fr"),
        ("fr/page.md", "{lang}/page.md", "fr"),
        ("guide/en_GB/page.md", "guide/{lang}/page.md", "en"),
        ("open.md", "open.md", None),
        ("français.md", "français.md", None),
        (".fr.md", ".fr.md", None),
    ],
)
def test_unmarked(path: str, plain: str, lang: str | None) -> None:
    """Which names say a language."""
    assert unmarked(path, ("fr", "en")) == (plain, lang)


def test_two_folders(tmp_path: Path) -> None:
    """Files pair by relative path, language marks apart; all others are named."""
    make(tmp_path / "fr", "a.md", "sub/b.fr.md", "c.md", "d.md", "pic.png", ".draft.md", ".git/x.md", "s.po")
    make(tmp_path / "en", "a.md", "sub/b.en.md", "c.en.md", "late.md")
    work = pair_folders(str(tmp_path / "fr"), str(tmp_path / "en"), Selection())
    assert names(tmp_path, work) == {
        ("fr/a.md", "en/a.md"),
        ("fr/sub/b.fr.md", "en/sub/b.en.md"),
        ("fr/c.md", "en/c.en.md"),
    }
    said = "\n".join(work.warnings)
    for words in ("2 hidden files", "1 file of a format", "s.po", "no translation: ", "d.md", "no source: ", "late.md"):
        assert words in said, words
    assert not work.failures


def test_unmatched_fails(tmp_path: Path) -> None:
    """On request a file without its other side is a failure, which names it."""
    make(tmp_path, "fr/a.md", "fr/b.md", "en/a.md", "en/c.md")
    work = pair_folders(str(tmp_path / "fr"), str(tmp_path / "en"), Selection(unmatched_fails=True))
    assert [Path(f.source_path).name for f in work.failures] == ["b.md", "c.md"]


def test_one_folder(tmp_path: Path) -> None:
    """Suffixes, language folders, a side without a mark, and bilingual files; tables only on request."""
    make(
        tmp_path, "a.fr.md", "a.en.md", "fr/b.md", "en/b.md", "c.md", "c.fr.md", "d.md", "d.en.md", "strings.po",
        "table.csv", "README.md", "e.fr.md",
    )  # fmt: skip
    work = pair_in_folder(str(tmp_path), Selection())
    assert names(tmp_path, work) == {
        ("a.fr.md", "a.en.md"), ("fr/b.md", "en/b.md"), ("c.fr.md", "c.md"), ("d.md", "d.en.md"), ("strings.po", None),
    }  # fmt: skip
    said = "\n".join(work.warnings)
    assert all(word in said for word in ("README.md", "e.fr.md", "1 file of a format"))
    only = pair_in_folder(str(tmp_path), Selection(include=("*.csv", "*.md"), exclude=("*.md",)))
    assert names(tmp_path, only) == {("table.csv", None)}


@pytest.mark.parametrize(
    ("template", "target"),
    [
        ("{dir}/{stem}.en.{ext}", "guide/page.en.md"),
        ("../{target_lang}/{dir}/{stem}.{ext}", "../en/guide/page.md"),
        ("../en/{path}", "../en/guide/page.fr.md"),
        ("{name}", "page.fr.md"),
        ("{source_lang}-{stem}.txt", "fr-page.txt"),
    ],
)
def test_placeholders(template: str, target: str) -> None:
    """What each placeholder stands for."""
    assert fill(template, "guide/page.fr.md", ("fr", "en")) == target


def test_target_pattern(tmp_path: Path) -> None:
    """The template finds the targets; a target is no source; a source without target is named."""
    make(tmp_path, "a.fr.md", "a.en.md", "sub/b.md", "sub/b.en.md", "c.fr.md", "sub/d.txt")
    selection = Selection(exclude=("*.txt",))
    work = pair_by_pattern(str(tmp_path), "{dir}/{stem}.en.{ext}", selection)
    assert names(tmp_path, work) == {("a.fr.md", "a.en.md"), ("sub/b.md", "sub/b.en.md")}
    assert [warning for warning in work.warnings if "c.fr.md" in warning]
    assert "d.txt" not in " ".join(work.warnings)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (Request("docs", target_pattern="{stam}.md"), "{stam} is no placeholder"),
        (Request("docs", target_pattern="{dir}/all.md"), "one file for all"),
        (Request("docs", target_pattern="{stem}.en.md"), "the same target"),
        (Request("docs", target_pattern="{stem}.de.md"), "no document has a translation"),
        (Request("docs", "docs/a.fr.md"), "is a directory"),
        (Request("docs/a.fr.md", "docs"), "is a directory"),
        (Request("docs", "-"), "is a directory"),
        (Request("-", "-"), "only one side"),
        (Request(), "nothing to check"),
        (Request("docs", selection=Selection(include=("[z-a]*",))), "no pattern"),
        (Request(manifest="nowhere.tsv"), "nowhere.tsv: no such file"),
        (Request("docs/a.fr.md", "docs/a.en.md", changed_since="main"), "in no git repository"),
    ],
)
def test_bad_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: Request, said: str) -> None:
    """One line says what is wrong."""
    monkeypatch.chdir(make(tmp_path, "docs/a.fr.md", "docs/a.fr.txt", "docs/a.en.md"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(TqcheckError) as raised:
        worklist(request_)
    assert said in str(raised.value)


def test_two_files_are_no_run(tmp_path: Path) -> None:
    """A pair given by name is reported as a document; folders and manifests are reported as a run."""
    make(tmp_path, "a.fr.md", "a.en.md")
    assert not worklist(Request(str(tmp_path / "a.fr.md"), str(tmp_path / "a.en.md"))).many
    assert worklist(Request(str(tmp_path))).many


# --- changed since a revision ------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> None:
    """A git command in a folder, by nobody in particular."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Five pairs committed on main, which has gone on since the branch at hand left it."""
    make(tmp_path, *(f"docs/{name}.{lang}.md" for name in ("a", "b", "c", "d", "é") for lang in ("fr", "en")))
    (tmp_path / ".gitignore").write_text("ignored*\n")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "one")
    git(tmp_path, "checkout", "-b", "work")
    git(tmp_path, "checkout", "main")
    (tmp_path / "docs/d.fr.md").write_text("changed on main only")
    git(tmp_path, "commit", "-am", "two")
    git(tmp_path, "checkout", "work")
    return tmp_path


def changed(root: Path, revision: str = "main") -> set[str]:
    """The stems of the pairs that changed."""
    work = worklist(Request(str(root / "docs"), changed_since=revision))
    return {Path(pair.source).name.partition(".")[0] for pair in work.pairs}


def test_changed_since(repository: Path) -> None:
    """Committed, staged, edited and untracked changes of either side count; what main did meanwhile does not."""
    assert changed(repository) == set()
    (repository / "docs/a.en.md").write_text("committed")
    git(repository, "commit", "-am", "three")
    assert changed(repository) == {"a"}
    (repository / "docs/b.fr.md").write_text("staged")
    git(repository, "add", ".")
    (repository / "docs/é.en.md").write_text("edited")
    make(repository, "docs/new.fr.md", "docs/new.en.md", "docs/ignored.fr.md", "docs/ignored.en.md")
    assert changed(repository) == {"a", "b", "é", "new"}
    assert changed(repository, "HEAD") == {"b", "é", "new"}


def test_nothing_changed(repository: Path) -> None:
    """No pair is left, and the run says so."""
    work = worklist(Request(str(repository / "docs"), changed_since="main"))
    assert not work.pairs
    assert "no document has changed since main" in work.warnings


@pytest.mark.parametrize("revision", ["nosuch", "--all", "", "main:docs"])
def test_unknown_revision(repository: Path, revision: str) -> None:
    """A revision that git does not know is an error that repeats it."""
    with pytest.raises(TqcheckError, match="knows no revision"):
        changed(repository, revision)


def test_unrelated_history(repository: Path) -> None:
    """Without a common commit nothing can be said to have changed."""
    git(repository, "checkout", "--orphan", "other")
    git(repository, "commit", "-m", "alone")
    with pytest.raises(TqcheckError, match="no common commit"):
        changed(repository)
