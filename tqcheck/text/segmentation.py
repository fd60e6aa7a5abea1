"""Sentence splitting that keeps offsets: candidate stops by one regular expression, each judged by rules.

What a rule needs to know of a language stands in ``abbreviations.tsv`` and ``sentence_words.tsv``; a language
without entries falls back on those marked ``*``. ``benchmarks/segmentation.py`` compares it with libraries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.text.language import Language, load_language
from tqcheck.types import Block, Document, Segment, Span

_QUOTES = "\"'«»‹›“”„‟‘’‚‛"
_OPENERS = r"(?:[\s\"'«»‹›“”„‟‘’‚‛(\[{¿¡*_#•·—–―‐-]|…|\.\.+){0,60}"
_DASHES = "—–―-"
_WIDE = "。！？｡"
# Stops of scripts that separate sentences with white space, other than the European ones.
_FOREIGN = "।॥؟۔։።။។"

# A stop that closing marks follow at once, or after the space that French sets before » and around typed ".
_STOP = re.compile(
    rf"""(?<![.!?…])(?P<run>[.!?…{_FOREIGN}]+(?:\s[!?]+)*)
         (?P<close>(?:[{_QUOTES})\]}}*_†¹²³⁴-⁹]|\[\d+\]|\s+[»›](?=[\s.,;:!?…)]|$)|\s"(?=\s|$))*)
         (?=\s)
       | (?P<wide>[{_WIDE}]+)(?P<wideclose>[」』）】〕》〉”’"')]*)""",
    re.VERBOSE,
)
_NEXT = re.compile(_OPENERS)
_LETTER = re.compile(r"[^\W_]")
_FIRST_WORD = re.compile(r"([^\W\d_]+)(['’.]?)-?\s*(\w?)")
_NUMERAL = re.compile(r"\d|[IVXLCDM]{2,}(?![\w'’])|[IVX](?![\w'’])|[LCDM](?![\w'’.])")
_PRONOUN = re.compile(r"I(?:['’]|\s+[a-z])")
_REPORTING = re.compile(
    r"(?!(?:He|She|It|They|We|You|This|That|These|Those|Who|One|Some|Many)\b)"
    r"[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-Þ][\w'’-]*)?\s+([a-z]+)\b"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\u2029\s*")
_SINGLE = re.compile(r"[^\W\d_]\.")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,3}")
_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]+|[A-Za-z])")
# Languages that write an ordinal as a number and a full stop.
_ORDINAL_STOP = {"de", "da", "nb", "nn", "no", "fi", "is", "cs", "sk", "sl", "hr", "sr", "hu", "et", "lv", "tr"}
#: How far back a bracket may open and still hold the stop being judged.
_BRACKET_REACH = 300


@dataclass(frozen=True, slots=True)
class _Stop:
    """One candidate: ``text[begin:end]`` are the stop and its closing marks; ``following`` is the next word.

    ``sentence`` is where the sentence begins, ``first`` its first letter or digit.
    """

    text: str
    sentence: int
    first: int
    begin: int
    end: int
    run: str
    close: str
    following: int

    @property
    def token(self) -> str:
        """The word that the stop ends, without opening marks and elided articles."""
        chunk = self.text[max(self.sentence, self.begin - 40) : self.begin].split()
        word = chunk[-1].lstrip(_QUOTES + "([{*_—–-") if chunk else ""
        for apostrophe in "'’":
            word = word.rpartition(apostrophe)[2] if apostrophe in word else word
        return word

    def opens_sentence(self, token: str) -> bool:
        """Whether nothing but ``token`` and marks stands between the sentence's start and the stop."""
        return self.first >= self.begin - len(token)


def _starts(stop: _Stop, language: Language) -> bool:
    """Whether what follows begins as sentences usually do ("The", "Il", "L'an"), not as a name would."""
    match = _FIRST_WORD.match(stop.text, stop.following)
    if match is None:
        return False
    word, mark, after = match[1].lower(), match[2], match[3]
    if mark == ".":  # an initial or an abbreviation, whatever its letters spell
        return False
    if word in language.particles:
        return not after.isupper()
    return word in language.starters and not (mark and after.isupper())


def _abbreviation_ends(stop: _Stop, token: str, kind: str, language: Language) -> bool:
    """Whether the abbreviation ``token`` of class ``kind`` ends the sentence all the same."""
    if kind in {"title", "latin"}:
        return False
    if kind != "final" and _NUMERAL.match(stop.text, stop.following):
        if language.code != "en" or not _PRONOUN.match(stop.text, stop.following):
            return False
        return kind != "number" or stop.opens_sentence(token)
    if kind == "number":  # art. L. 123
        return _SINGLE.match(stop.text, stop.following) is None
    return kind in {"unit", "final"} or _starts(stop, language)


def _full_stop_ends(stop: _Stop, language: Language) -> bool:
    """Whether a single full stop before a capital or a numeral ends the sentence."""
    token = stop.token
    if not token:
        return True
    bracket = stop.close[:1] in {")", "]"}
    quoted = not bracket and any(mark in _QUOTES for mark in stop.close)
    if _MARKER.fullmatch(token) and stop.opens_sentence(token):
        return quoted
    kind = language.classify(token, stop.text[max(0, stop.begin - 40) : stop.begin])
    if kind == "shouted":  # MR. SMITH, but not the MS. He
        kind = "title" if stop.text[stop.following : stop.following + 2].isupper() else None
    if kind is not None:
        return (quoted and kind != "title") or (not bracket and _abbreviation_ends(stop, token, kind, language))
    if quoted:
        return True
    if _DOTTED.fullmatch(token):
        return not bracket and _starts(stop, language)
    if _is_initial(token):
        return _starts(stop, language)
    if language.code in _ORDINAL_STOP and token.isdecimal() and len(token) <= 2:
        return _starts(stop, language)
    return not (len(token) == 1 and _SINGLE.match(stop.text, stop.following))


def _is_initial(token: str) -> bool:
    """Whether a capital letter, alone or in a chain ("J.-B", "A.J"), precedes the stop."""
    if len(token) == 1:
        return token.isupper()
    return token[-1].isupper() and token[-2] in ".-"


def _in_bracket(stop: _Stop) -> str | None:
    """What the open round bracket around the stop holds so far, if it opened within a sentence."""
    low = max(stop.sentence, stop.begin - _BRACKET_REACH)
    opening = stop.text.rfind("(", low, stop.begin)
    if opening < 0 or stop.text.find(")", opening, stop.begin) >= 0:
        return None
    before = stop.text[stop.sentence : opening].rstrip(_QUOTES + _DASHES + " \u00a0\u202f\n\t")
    return stop.text[opening + 1 : stop.begin] if before and before[-1] not in ".!?…" else None


def _reported(stop: _Stop, language: Language) -> bool:
    """Whether a quotation ends here and its speaker follows ("Come!" Mary said)."""
    if not language.reporting or not any(mark in _QUOTES for mark in stop.close):
        return False
    if stop.text[stop.end : stop.following].strip():
        return False
    match = _REPORTING.match(stop.text, stop.following)
    return match is not None and match[1] in language.reporting


def _ends(stop: _Stop, language: Language) -> bool:
    """Whether a candidate ends its sentence; something with a letter or a digit follows it."""
    follower = stop.text[stop.following]
    if follower.islower() or follower in ",;:.!?)%":
        return False
    if stop.first >= stop.begin:
        return False
    if stop.close[:1] in {")", "]"} and stop.text[stop.begin - 1] in "([":
        return False
    if stop.run != "." and set(stop.run) <= {".", "…"}:
        return not follower.isdigit()
    if "(" in stop.text[max(stop.sentence, stop.begin - _BRACKET_REACH) : stop.begin]:
        inside = _in_bracket(stop)
        if inside is not None and (not _capital(inside) if ")" in stop.close else stop.run == "."):
            return False
    if stop.run == ".":
        return _full_stop_ends(stop, language)
    return not _reported(stop, language)


def _capital(text: str) -> bool:
    return next((c.isupper() for c in text if c.isalpha()), False)


def _wide_ends(text: str, match: re.Match[str]) -> bool:
    """Whether a CJK stop ends its sentence: not where the speaker follows a quotation."""
    rest = text[match.end() : match.end() + 2].lstrip()
    return not (match["wideclose"] and rest[:1] in {"と", "，", "、"})


def _closing(text: str, sentence: int, match: re.Match[str]) -> tuple[str, int]:
    """The closing marks and where they end; a typed " between spaces closes only if one is open."""
    close, end = match["close"], match.end()
    spaced = re.search(r'\s"$', close)
    if spaced and text.count('"', sentence, end) % 2:
        close, end = close[: spaced.start()], end - 2
    return close, end


def _boundaries(text: str, start: int, stop: int, language: Language) -> Iterator[int]:
    """Offsets after which a new sentence begins within ``text[start:stop]``, one paragraph."""
    sentence, first = start, -1
    for match in _STOP.finditer(text, start, stop):
        if match["wide"] is not None:
            if _wide_ends(text, match):
                sentence = match.end()
                yield sentence
            continue
        close, end = _closing(text, sentence, match)
        following = _NEXT.match(text, end, stop).end()  # type: ignore[union-attr]
        if following >= stop:
            return
        if first < sentence:
            found = _LETTER.search(text, sentence, stop)
            if found is None:
                return
            first = found.start()
        if _ends(_Stop(text, sentence, first, match.start(), end, match["run"], close, following), language):
            sentence = end
            yield end


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))


def split_sentences(text: str, lang: str) -> list[Span]:
    """Split ``text``, of language ``lang`` (an ISO 639-1 code or a tag that begins with one), into sentences.

    The spans are trimmed, in order, and cover every character that is not white space. A line break is
    mere white space, since text may be hard-wrapped; a blank line always separates.
    """
    language = load_language(lang)
    spans: list[Span] = []
    edges = [0]
    for blank in _BLANK_LINE.finditer(text):
        edges += (blank.start(), blank.end())
    edges.append(len(text))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        cursor = start
        for boundary in (*_boundaries(text, start, stop, language), stop):
            span = _trim(text, cursor, boundary)
            cursor = boundary
            if span is None:
                continue
            # What holds no letter ("***", an emoji) belongs to the sentence before it.
            if spans and spans[-1].start >= start and _LETTER.search(text, *span) is None:
                span = Span(spans.pop().start, span.end)
            spans.append(span)
    return spans


def _block_segments(block: Block, index: int, lang: str, file_text: str | None) -> Iterator[Segment]:
    """The sentences of a block; ``file_text`` is the file's whole text, None where its lines and columns are lost."""
    whole = _trim(block.text, 0, len(block.text))
    if whole is None:
        return
    # A heading is one unit of sense on both sides, whatever stops it holds.
    spans = [whole] if block.kind == "heading" else split_sentences(block.text, lang)
    for start, end in spans:
        line, column, place = block.line, None, block.start + start
        if file_text is not None and line is not None:
            line += block.text.count("\n", 0, start)
            column = place - file_text.rfind("\n", 0, place)
        yield Segment(block.text[start:end], place, block.start + end, line, block.unit, index, block.kind, column)


def segment_document(document: Document, lang: str) -> tuple[Segment, ...]:
    """Split every block of ``document`` into sentences; no sentence crosses a block.

    ``start`` and ``end`` are offsets into ``document.text``. In the text format ``line`` is the line on which
    the sentence begins; in others it is the block's.
    """
    counts_lines = document.format == "text"
    return tuple(
        segment
        for index, block in enumerate(document.blocks)
        for segment in _block_segments(block, index, lang, document.text if counts_lines else None)
    )
