"""The registry of rules: a decorator records each rule function with its code, MQM category and languages.

A rule is a function of a :class:`~tqcheck.rules.context.Context` that yields a :class:`Match` for every place a human
must look at.
Its docstring is its documentation (printed by ``tqcheck explain``) and its test: lines ``Okay: SOURCE => TARGET`` must
pass, lines
``Wrong: SOURCE => TARGET`` must be found. Segments of one side are parted by `` || ``. ``Wrong (confidence 0.2): ...`` is
a pair whose alignment is that doubtful; ``Glossary: ...`` is a row of the glossary that the pairs are checked with.
"""

from __future__ import annotations

import difflib
import hashlib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.types import Severity, Span, TqcheckError

if TYPE_CHECKING:
    from tqcheck.rules.context import Context

CODE = re.compile(r"[A-Z]{1,2}\d{3}")
GLOSSARY = "Glossary: "
CASE = re.compile(r"(Okay|Wrong)(?: \(confidence ([\d.]+)\))?: (.*)")


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found in one bead. ``severity`` overrides the rule's own; spans are offsets into the bead's texts."""

    message: str
    target: Span | None = None
    source: Span | None = None
    suggestion: str | None = None
    severity: Severity | None = None
    confidence: float = 0.9
    evidence: tuple[str, ...] = ("rule",)


RuleFunction = Callable[["Context"], Iterable[Match]]


@dataclass(frozen=True, slots=True)
class Case:
    """One documented pair: the segments of each side and whether the rule must find something."""

    wrong: bool
    source: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float = 1.0
    glossary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. ``source_lang``/``target_lang`` are None where the rule serves any language."""

    code: str
    name: str
    category: str
    severity: Severity
    function: RuleFunction
    source_lang: str | None = None
    target_lang: str | None = None

    @property
    def documentation(self) -> str:
        """The docstring, without its indentation."""
        return inspect.getdoc(self.function) or ""

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.partition("\n")[0]

    def serves(self, source_lang: str, target_lang: str) -> bool:
        """Whether the rule applies to a pair of language codes."""
        return self.source_lang in (None, source_lang) and self.target_lang in (None, target_lang)

    def cases(self) -> Iterator[Case]:
        """The pairs that the documentation marks as okay and as wrong."""
        lines = self.documentation.splitlines()
        glossary = tuple(line.strip()[len(GLOSSARY) :] for line in lines if line.strip().startswith(GLOSSARY))
        for line in lines:
            found = CASE.fullmatch(line.strip())
            if found:
                source, _, target = found[3].partition(" => ")
                sides = tuple(source.split(" || ")), tuple(target.split(" || "))
                yield Case(found[1] == "Wrong", *sides, float(found[2] or 1.0), glossary)


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    name: str,
    category: str,
    severity: Severity = Severity.MAJOR,
    source: str | None = None,
    target: str | None = None,
) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function as a rule.

    Args:
        code: letters and three digits, unique, selected by prefix on the command line.
        name: a short name in kebab case.
        category: the MQM category, such as ``accuracy/mistranslation``.
        severity: the MQM severity of what the rule finds, unless a match says otherwise.
        source: the source language the rule knows, or None for any.
        target: the target language the rule knows, or None for any.
    """

    def register(function: RuleFunction) -> RuleFunction:
        if not CODE.fullmatch(code) or code in _RULES:
            raise ValueError(f"{code} is not a free rule code")
        _RULES[code] = Rule(code, name, category, severity, function, source, target)
        return function

    return register


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code. Imports the rule modules on first use."""
    package = importlib.import_module("tqcheck.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"tqcheck.rules.{module.name}")
    return tuple(_RULES[code] for code in sorted(_RULES))


def select_rules(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    extend_ignore: Iterable[str] = (),
) -> tuple[Rule, ...]:
    """Rules whose code begins with one of ``select`` (or all) and with none of ``ignore``; the longest prefix wins.

    ``extend_select`` and ``extend_ignore`` add prefixes to the two; added to no selection, all rules stay selected.

    Raises:
        TqcheckError: for a prefix that fits no rule.
    """
    rules = all_rules()
    chosen, dropped, added = tuple(select), (*ignore, *extend_ignore), tuple(extend_select)
    for prefix in (*chosen, *dropped, *added):
        if not any(rule.code.startswith(prefix) for rule in rules):
            raise TqcheckError(f"{prefix}: no rule has a code that begins so; {_nearest(prefix, rules)}")
    if added:
        chosen = (*(chosen or ("",)), *added)

    def kept(code: str) -> bool:
        on = max((len(p) for p in chosen if code.startswith(p)), default=-1 if chosen else 0)
        off = max((len(p) for p in dropped if code.startswith(p)), default=-1)
        return on >= 0 and on > off if chosen else off < 0

    return tuple(rule for rule in rules if kept(rule.code))


def _nearest(prefix: str, rules: Iterable[Rule]) -> str:
    """What was meant, as far as can be guessed: rules are also looked up by their names."""
    named = {rule.name.upper(): rule.code for rule in rules}
    near = difflib.get_close_matches(prefix, [*named, *named.values()], n=1, cutoff=0.6)
    if near:
        return f"did you mean {named.get(near[0], near[0])}?"
    families = dict.fromkeys(rule.code.rstrip("0123456789") for rule in rules)
    return f"codes begin with {', '.join(families)} (`tqcheck rules` lists them)"


def rule_set_hash(rules: Iterable[Rule]) -> str:
    """Twelve hexadecimal digits that change when a rule, its code, or a word list changes."""
    from tqcheck.lexicon import lexicon_files

    digest = hashlib.sha256()
    for one in rules:
        digest.update(f"{one.code} {one.severity.value} ".encode())
    here = Path(__file__).parent
    for path in (*sorted(here.glob("*.py")), *sorted((here.parent / "glossary").glob("*.py")), *lexicon_files()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
