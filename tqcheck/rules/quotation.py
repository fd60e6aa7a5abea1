"""Quotation marks and brackets: on the wrong side, with a blank inside, left in the source's shape, without a partner.

A quotation may run over several segments: a mark without a partner counts only where no neighbour can hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_INNER_OPEN = re.compile(r"“[ \u00a0\u202f]+(?=\w)")
_INNER_CLOSE = re.compile(r"(?<=[\w.,!?])[ \u00a0\u202f]+”")
_TURNED_OPEN = re.compile(r"(?:(?<=\s)|^)”(?=\w)")
_TURNED_CLOSE = re.compile(r"(?<=[\w.,!?])\s?“(?=[\s.,;:!?)]|$)")
_LOOSE_STRAIGHT = re.compile(r"(?:(?<=\s)|^)\"(?=\s)|(?<=\s)\"$")
_GUILLEMET = re.compile(r"[«»]")
_BRACKETS = (("(", ")"), ("[", "]"))
_INCHES = re.compile(r"(?<=\d)[\"”](?=[\s-]|$)")
_LIST_MARK = re.compile(r"(?:^|(?<=[\s;,:.]))(?:\d{1,2}|[A-Za-z]|[ivx]{2,4})\)")
#: How far a quotation that runs over several segments is followed, in segments each way.
_REACH = 6


def _balance(text: str, opening: str, closing: str) -> int:
    """How many more open than close, not counting smileys and list numbers where that brings it nearer to none."""
    bare = _LIST_MARK.sub("", re.sub(r"[:;]-?[()]", "", text)) if opening == "(" else text
    return min((each.count(opening) - each.count(closing) for each in (text, bare)), key=abs)


def _quote_balance(text: str) -> bool:
    """Whether the double quotes of a text are in pairs, whatever their shape; a sign after a digit may be inches."""
    return any(_in_pairs(each) for each in (text, _INCHES.sub("", text)))


def _in_pairs(text: str) -> bool:
    curly = text.count("“") + text.count("„") - text.count("”")
    return text.count("«") == text.count("»") and text.count('"') % 2 == 0 and (curly == 0 or "„" in text)


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in '"“”„«»')


@rule("Q102", "quotation-mark", "fluency/punctuation", Severity.MINOR)
def quotation_mark(context: Context) -> Iterator[Match]:
    """A quotation mark or bracket on the wrong side, with a blank inside, or without its partner.

    ## What it does
    Reports blanks inside quotation marks, opening marks that close and closing marks that open, guillemets left in
    English, and marks or brackets without a partner where the source's are in pairs and no neighbouring segment holds
    the other.

    ## Why is this bad?
    The reader cannot tell where the quoted words end, which in news is a matter of who said what.

    ## Example
    `Il parle d'un « malentendu ».` => `He speaks of a “misunderstanding “.`

    ## Use instead
    `He speaks of a “misunderstanding”.`

    ## References
    MQM fluency/punctuation.

    ## Cases
    Wrong: Il évoque « un geste fort ». => He speaks of “ a strong gesture”.
    Wrong: Ce « malentendu » coûte cher. => This « misunderstanding » is costly.
    Wrong: La loi (votée en juin) s'applique. => The law (passed in June applies.
    Wrong: Il dénonce « une injustice » et part. => He denounces "an injustice and leaves.
    Okay: Il évoque « un geste fort ». => He speaks of “a strong gesture”.
    Okay: « Nous avons peur. || Nous partons », dit-elle. => "We are afraid. || We are leaving," she says.
    Okay: Un écran de 24 pouces. => A 24" screen.
    Okay: a) ouvrir ; b) fermer. => a) open; b) close.
    Okay: « Nous avons peur. => “We are afraid.
    """
    if not context.bead.source or not context.bead.target:
        return
    found = list(_misplaced(context))
    yield from found
    if not found:
        yield from _partnerless(context)


def _misplaced(context: Context) -> Iterator[Match]:
    text = context.target.text
    for pattern, right in ((_INNER_OPEN, "“"), (_INNER_CLOSE, "”")):
        for match in pattern.finditer(text):
            yield Match("a blank inside the quotation marks", target=Span(*match.span()), suggestion=right)
    for match in _TURNED_OPEN.finditer(text):
        # A text that writes ” on both sides follows its own convention (Swedish, Finnish, old typewriters).
        if text.count("”") % 2 == 0 and "“" not in text and context.target.lang != "en":
            continue
        yield Match("a closing mark where the quotation opens", target=Span(*match.span()), suggestion="“")
    if not re.search(r"„", text):
        for match in _TURNED_CLOSE.finditer(text):
            yield Match("an opening mark where the quotation closes", target=Span(*match.span()), suggestion="”")
    if '" ' not in context.source.text:
        for match in _LOOSE_STRAIGHT.finditer(text):
            yield Match("a quotation mark with a blank on both sides", target=Span(*match.span()), suggestion='"')
    if context.target.lang == "en" and "«" in context.source.text:
        yield from _guillemets(context)


def _guillemets(context: Context) -> Iterator[Match]:
    """The first guillemet of the segment; where the whole document keeps them, only its first segment is flagged."""
    mark = _GUILLEMET.search(context.target.text)
    if mark is None:
        return
    first, throughout = _guillemet_habit(context.document)
    yield Match(
        f"'{mark[0]}' is not an English quotation mark" + (" (kept all through the document)" if throughout else ""),
        target=Span(*mark.span()),
        suggestion="“" if mark[0] == "«" else "”",
        severity=Severity.NEUTRAL if throughout and context.index != first else None,
    )


def _guillemet_habit(document: DocumentContext) -> tuple[int, bool]:
    """The first segment that keeps guillemets, and whether most of the quoting segments of the document keep them."""
    if "Q102" not in document.memory:
        quoting = [c for c in document.contexts if "«" in c.source.text and c.bead.target]
        kept = [c.index for c in quoting if _GUILLEMET.search(c.target.text)]
        document.memory["Q102"] = (kept[0] if kept else -1, len(kept) >= 3 and 2 * len(kept) > len(quoting))
    return cast("tuple[int, bool]", document.memory["Q102"])


def _partnerless(context: Context) -> Iterator[Match]:
    source, target = context.source.text, context.target.text
    for opening, closing in _BRACKETS:
        surplus = _balance(target, opening, closing)
        if surplus and not _balance(source, opening, closing) and not _neighbours_hold(context, opening, closing):
            mark = opening if surplus > 0 else closing
            at = target.rfind(mark) if surplus > 0 else target.find(mark)
            yield Match(f"'{mark}' has no partner; in the source it has one", target=Span(at, at + 1))
    if _quote_balance(target) or not _quote_balance(source) or not _marks(source):
        return
    if not _quotes_run_over(context):
        at = max(target.rfind(mark) for mark in '"“”')
        opened = [m.start() for m in re.finditer(r"[\"“”«»]", target)]
        at = opened[0] if len(opened) == 1 else at
        yield Match("a quotation mark has no partner; in the source it has one", target=Span(at, at + 1))


def _neighbours(context: Context) -> Iterator[Context]:
    yield from context.preceding(_REACH)
    following = context.next
    for _ in range(_REACH):
        if following is None:
            return
        yield following
        following = following.next


def _neighbours_hold(context: Context, opening: str, closing: str) -> bool:
    """Whether a neighbour has the opposite surplus of a bracket."""
    mine = _balance(context.target.text, opening, closing)
    return any(_balance(other.target.text, opening, closing) * mine < 0 for other in _neighbours(context))


def _quotes_run_over(context: Context) -> bool:
    """Whether a neighbour, on either side of the bead, has a quotation mark without a partner."""
    nearest = list(_neighbours(context))
    return any(not _quote_balance(other.target.text) or not _quote_balance(other.source.text) for other in nearest)
