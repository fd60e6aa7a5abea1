"""Settings files: which one is found, what is read from it, and which documents an override is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tqcheck.config import Configuration, Override, Setting, discover, read_settings, settings_for
from tqcheck.config.patterns import PathPattern, covers
from tqcheck.settings import Settings
from tqcheck.types import TqcheckError
from tqcheck.verdict import Gate

PYPROJECT = "[project]\nname = 'x'\n[tool.tqcheck]\nselect = 'N'\n"
FOREIGN = "[tool.ruff]\nline-length = 100\n"
CFG = "[metadata]\nname = x\n[tqcheck]\nselect = N\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder within a folder; the innermost is the working directory."""
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "docs" / "legal"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, None),
        ({"tqcheck.toml": ""}, "tqcheck.toml"),
        ({"docs/legal/tqcheck.toml": ""}, "docs/legal/tqcheck.toml"),
        ({"pyproject.toml": PYPROJECT}, "pyproject.toml"),
        ({"setup.cfg": CFG}, "setup.cfg"),
        ({"tqcheck.toml": "", "pyproject.toml": PYPROJECT, "setup.cfg": CFG}, "tqcheck.toml"),
        ({"pyproject.toml": PYPROJECT, "setup.cfg": CFG}, "pyproject.toml"),
        ({"pyproject.toml": FOREIGN, "setup.cfg": CFG}, "setup.cfg"),
        ({"pyproject.toml": "[project]\nname = 'tqcheck'\n", "setup.cfg": CFG}, "setup.cfg"),
        ({"tqcheck.toml": "", "docs/setup.cfg": CFG}, "docs/setup.cfg"),
        ({"tqcheck.toml": "", "docs/pyproject.toml": FOREIGN}, "tqcheck.toml"),
        ({"tqcheck.toml": "", "docs/pyproject.toml": "[tool.tqcheck]\n"}, "docs/pyproject.toml"),
        ({"tqcheck.toml": "", "docs/setup.cfg": "[tqcheck]\n"}, "docs/setup.cfg"),
        ({"tqcheck.toml": "", "docs/setup.cfg": "[tqcheck:*.po]\nselect = N\n"}, "docs/setup.cfg"),
        ({"tqcheck.toml": "", "docs/pyproject.toml": "not TOML, and not ours"}, "tqcheck.toml"),
        ({"tqcheck.toml": "", "docs/.git": "gitdir: elsewhere"}, None),
        ({"docs/tqcheck.toml": "", "docs/.git": "gitdir: elsewhere"}, "docs/tqcheck.toml"),
    ],
)
def test_discovery(tree: Path, files: dict[str, str], expected: str | None) -> None:
    """The nearest directory wins, in it the first name; the search ends where the repository does."""
    for name, content in files.items():
        (tree / name).write_text(content, encoding="utf-8")
    found = discover()
    assert (found and Path(found.path).absolute()) == (expected and tree / expected)


@pytest.mark.parametrize(
    ("name", "content", "values", "lines"),
    [
        ("tqcheck.toml", b'select = ["N"]\nfail-on = "minor"\n', {"select": ["N"], "fail-on": "minor"}, [1, 2]),
        ("tqcheck.toml", b"\xef\xbb\xbfjobs = 2\r\n\r\nthreshold = 0.5\r\n", {"jobs": 2, "threshold": 0.5}, [1, 3]),
        ("tqcheck.toml", b'a = """\nb = 1\n"""\n# c = 1\nb = 2\n', {"a": "b = 1\n", "b": 2}, [1, 5]),
        ("tqcheck.toml", b"select = [\n  'N', # numbers\n]\n'b' = 1\n", {"select": ["N"], "b": 1}, [1, 4]),
        ("tqcheck.toml", b"", {}, []),
        ("own.toml", b"[tool.tqcheck]\nselect = 'N'\n", {"select": "N"}, [2]),
        ("pyproject.toml", b"[project]\nselect = 1\n[tool.tqcheck]\nselect = 'N'\n", {"select": "N"}, [4]),
        ("pyproject.toml", b"tool.tqcheck.select = 'N'\n", {"select": "N"}, []),
        ("pyproject.toml", b"[ tool . 'tqcheck' ]\nselect = 'N'\n", {"select": "N"}, [2]),
        ("setup.cfg", CFG.encode(), {"select": "N"}, [4]),
        ("setup.cfg", b"[tqcheck]\nselect =\n    N\n    P101\nencoder: 100%(a)s%\n", {"select": "N\nP101", "encoder": "100%(a)s%"}, [2, 5]),
        ("own.ini", b"\xef\xbb\xbf[tqcheck]\r\nselect = N\r\n", {"select": "N"}, [2]),
        ("setup.cfg", b"[tqcheck]\n", {}, []),
    ],
)  # fmt: skip
def test_reading(tmp_path: Path, name: str, content: bytes, values: dict[str, Any], lines: list[int]) -> None:
    """Values as they stand, and the lines they stand on."""
    (tmp_path / name).write_bytes(content)
    table = read_settings(str(tmp_path / name)).settings
    assert table.values == values
    assert list(table.lines.values()) == lines


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("tqcheck.toml", "a = 1\n[[overrides]]\npaths = ['docs/**', '*.po']\nb = 2\n[[overrides]]\npaths = 'x'\n",
         [(["docs/**", "*.po"], {"b": 2}, 2), ("x", {}, 5)]),
        ("pyproject.toml", "[tool.tqcheck]\n[[tool.tqcheck.overrides]]\npaths = ['x']\nb = 2\n", [(["x"], {"b": 2}, 2)]),
        ("tqcheck.toml", "overrides = [{paths = ['x'], b = 2}]\n", [(["x"], {"b": 2}, None)]),
        ("setup.cfg", "[tqcheck]\n[tqcheck:docs/[ab]/**,*.po]\nb = 2\n[other]\nb = 3\n", [(["docs/[ab]/**", "*.po"], {"b": "2"}, 2)]),
    ],
)  # fmt: skip
def test_reading_overrides(tmp_path: Path, name: str, content: str, expected: list[Any]) -> None:
    """Patterns, settings and the line of each override, in the order of the file."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = read_settings(str(tmp_path / name)).overrides
    assert [(patterns, table.values, table.line) for patterns, table in found] == expected


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tqcheck.toml", b"a = 1\nb = \n", ":2:5: is not valid TOML: Invalid value"),
        ("tqcheck.toml", b"a = 1\nb = [1", ":2:7: is not valid TOML: Unclosed array"),
        ("tqcheck.toml", b"a = 1\na = 2\n", ":2:6: is not valid TOML"),
        ("tqcheck.toml", b"a = " + b"[" * 50_000, "nested too deep"),
        ("tqcheck.toml", "a = 1\nb = 'é'\n".encode("latin-1"), ":2: is not UTF-8"),
        ("tqcheck.toml", "a = 1\n".encode("utf-16"), ":1: is not UTF-8"),
        ("tqcheck.toml", b"[overrides]\npaths = ['x']\n", "write [[overrides]]"),
        ("tqcheck.toml", b"[tool.ruff]\n", "has no [tool.tqcheck]"),
        ("own.toml", b"select = 'N'\n[tool.tqcheck]\n", "'select' stands outside [tool.tqcheck]"),
        ("pyproject.toml", b"[tool]\ntqcheck = 3\n", "write [tool.tqcheck]"),
        ("pyproject.toml", b"[project]\n", "has no [tool.tqcheck]"),
        ("setup.cfg", b"[metadata]\n", "has no [tqcheck]"),
        ("setup.cfg", b"", "has no [tqcheck]"),
        ("setup.cfg", b"a = 1\n", ":1: a key before any [section]"),
        ("setup.cfg", b"[tqcheck]\na = 1\na = 2\n", ":3: 'a' stands twice in [tqcheck]"),
        ("setup.cfg", b"[tqcheck]\n[tqcheck]\n", ":2: [tqcheck] stands twice"),
        ("setup.cfg", b"[tqcheck]\nnonsense\n", ":2: neither a [section] nor 'key = value'"),
        ("setup.cfg", "[tqcheck]\na = é\n".encode("latin-1"), ":2: is not UTF-8"),
        ("settings.yaml", b"a: 1\n", "named .toml, .cfg or .ini"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """One line that names the file, the place and the mend."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TqcheckError) as error:
        read_settings(str(path))
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_directory_is_no_settings_file(tree: Path) -> None:
    """A directory of that name is not passed over in silence."""
    (tree / "tqcheck.toml").mkdir()
    with pytest.raises(TqcheckError, match="is a directory"):
        discover()


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("a.md", ["a.md", "docs/a.md"], ["xa.md", "a.mdx"]),
        ("/a.md", ["a.md"], ["docs/a.md"]),
        ("./a.md", ["a.md"], ["docs/a.md"]),
        ("*.po", ["a.po", "x/y/a.po"], ["a.pot", "po"]),
        ("docs", ["docs/a.md", "x/docs/y/a.md"], ["docs.md", "mydocs/a.md"]),
        ("docs/", ["docs/a.md", "x/docs/a.md"], ["docs"]),
        ("docs/legal", ["docs/legal/x/a.md", "docs/legal"], ["x/docs/legal/a.md", "docs/legality"]),
        ("docs/*", ["docs/a.md"], ["docs/x/a.md", "docs", "x/docs/a.md"]),
        ("docs/**", ["docs/a.md", "docs/x/y/a.md"], ["docs", "docsx/a.md", "x/docs/a.md"]),
        ("**/en/*.md", ["en/a.md", "x/y/en/a.md"], ["xen/a.md", "en/x/a.md"]),
        ("docs/**/a.md", ["docs/a.md", "docs/x/y/a.md"], ["docs/xa.md"]),
        ("a**.md", ["a.md", "abc.md"], ["a/b.md"]),
        ("v?.md", ["v1.md"], ["v.md", "v10.md"]),
        ("[a-c]*.md", ["b.md"], ["d.md", "-.md"]),
        ("[!a-c]*.md", ["d.md"], ["b.md"]),
        (r"a\*.md", ["a*.md"], ["ab.md"]),
        ("[.md", ["[.md"], ["a.md"]),
        ("été.md", ["été.md", "e\u0301te\u0301.md"], ["ete.md"]),
        ("../shared/**", ["../shared/a.md"], ["shared/a.md"]),
    ],
)
def test_patterns(pattern: str, fitting: list[str], others: list[str]) -> None:
    """As in .gitignore, a slash in the pattern ties it to the directory of the settings file."""
    assert [path for path in fitting + others if PathPattern(pattern).fits(path)] == fitting


@pytest.mark.parametrize("pattern", ["", "/", "!", " ", ".", "..", "./", "[z-a].md"])
def test_patterns_that_fit_nothing(pattern: str) -> None:
    """A pattern that can fit nothing is refused."""
    with pytest.raises(ValueError, match=r"fits no path|is no pattern"):
        PathPattern(pattern)


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        (("docs/**",), "docs/a.md", True),
        (("docs/**",), "docs/./x/../a.md", True),
        (("docs/**", "!docs/legal/**"), "docs/legal/a.md", False),
        (("docs/**", "!docs/legal/**", "docs/legal/a.md"), "docs/legal/a.md", True),
        (("!docs/legal/**", "docs/**"), "docs/legal/a.md", True),
        (("**",), "-", False),
        (("/*",), "../a.md", False),
        (("../*",), "../a.md", True),
    ],
)
def test_covers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patterns: tuple[str, ...], path: str, expected: bool
) -> None:
    """The last pattern that fits decides; paths are seen from the folder of the settings file."""
    monkeypatch.chdir(tmp_path)
    compiled = tuple(map(PathPattern, patterns))
    assert covers(compiled, path, str(tmp_path)) is expected
    assert path == "-" or covers(compiled, str(tmp_path / path), str(tmp_path)) is expected


def test_a_path_through_a_symbolic_link(tmp_path: Path) -> None:
    """The folder reached by another name is the same folder."""
    (tmp_path / "real" / "docs").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert covers((PathPattern("docs/*"),), str(tmp_path / "link/docs/a.md"), str(tmp_path / "real"))


def override(*patterns: str, **values: Any) -> Override:
    """An override whose settings stand nowhere in particular."""
    settings = {name: Setting(value, "tqcheck.toml", 1) for name, value in values.items()}
    return Override(tuple(map(PathPattern, patterns)), settings)


@pytest.mark.parametrize(
    ("overrides", "fixed", "expected"),
    [
        ([], (), {}),
        ([override("b.md", threshold=0.9)], (), {}),
        ([override("*.md", threshold=0.9, select=("P",))], (), {"threshold": 0.9, "select": ("P",)}),
        ([override("*.md", threshold=0.9), override("docs/**", threshold=0.7)], (), {"threshold": 0.7}),
        ([override("docs/**", threshold=0.7), override("*.md", threshold=0.9)], (), {"threshold": 0.9}),
        ([override("*.md", threshold=0.9)], ("threshold",), {}),
        ([override("*.md", threshold=0.9, source_lang="de")], ("threshold",), {"source_lang": "de"}),
        ([override("*.md", fail_on="never", min_score=50.0)], (), {"gate": Gate("never", 50.0)}),
        ([override("*.md", min_score=50.0)], (), {"gate": Gate("critical", 50.0)}),
        ([override("*.md", extend_ignore=("C",))], (), {"extend_ignore": ("E", "C")}),
        ([override("*.md", extend_ignore=("C",))], ("extend_ignore",), {"extend_ignore": ("E", "C")}),
        ([override("*.md", extend_ignore=("C",)), override("docs", extend_ignore=("D",))], (), {"extend_ignore": ("E", "C", "D")}),
        ([override("*.md", ignore=("W",))], (), {"ignore": ("W",), "extend_ignore": ("E",)}),
    ],
)  # fmt: skip
def test_settings_for(tmp_path: Path, overrides: list[Override], fixed: tuple[str, ...], expected: Any) -> None:
    """Later overrides win, those that extend add up, and what the command line settles stays."""
    settings = Settings(select=("N",), extend_ignore=("E",), threshold=0.5, gate=Gate("critical"))
    configuration = Configuration("tqcheck.toml", str(tmp_path), {}, tuple(overrides), frozenset(fixed))
    found = settings_for(str(tmp_path / "docs" / "a.md"), settings, configuration)
    wanted = {"select": ("N",), "extend_ignore": ("E",), "threshold": 0.5, "gate": Gate("critical"), **expected}
    assert found == Settings(**wanted)
