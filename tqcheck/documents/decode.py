"""Bytes to text: a named encoding, a byte order mark, UTF-8, UTF-16, and only then a guess that is owned up to."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tqcheck.documents.source import display_name
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatches

MAX_LINE = 10_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARIES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document, its extension notwithstanding"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_GUESS_SAMPLE = 200_000


class Decoded(NamedTuple):
    """The text of a file as it stands, without its byte order mark."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line without its end: ``text[start:end]``; ``number`` is 1-based."""

    start: int
    end: int
    number: int


def lines(text: str) -> Iterator[Line]:
    """The lines of a text, broken at LF, CR LF and CR alone, as editors number them."""
    start, number = 0, 1
    for match in _LINE_END.finditer(text):
        yield Line(start, match.start(), number)
        start, number = match.end(), number + 1
    if start < len(text):
        yield Line(start, len(text), number)


def decode(path: str, data: bytes, encoding: str | None = None, *, declared: str | None = None) -> Decoded:
    """Decode a text file. ``encoding`` is the user's word and final; ``declared`` is the file's own.

    Raises :class:`TqcheckError` when the file is empty, not text, not in that encoding, or has an endless line.
    """
    name = display_name(path)
    if not data.strip():
        raise _empty(name)
    decoded = _decode_named(name, data, encoding) if encoding else _decode_unnamed(name, data, declared)
    text = decoded.text[1:] if decoded.text.startswith("\ufeff") else decoded.text
    if not text.strip():
        raise _empty(name)
    _refuse_controls(name, text)
    _refuse_long_lines(name, text)
    return decoded._replace(text=text)


def _empty(name: str) -> TqcheckError:
    return TqcheckError(f"{name}: empty file: there is nothing to check")


def _decode_named(name: str, data: bytes, encoding: str) -> Decoded:
    """Decode as the user said; a wrong byte is told by its offset."""
    try:
        # utf-8-sig and utf-16 take the mark off; the caller does it for the encodings that leave it on.
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except UnicodeDecodeError as error:
        raise TqcheckError(f"{name}: {_bad_byte(data, error)}: name the encoding it was saved in") from None
    except (LookupError, ValueError):
        raise TqcheckError(
            f"{name}: unknown encoding {encoding!r}: name one such as utf-8, utf-16 or windows-1252"
        ) from None


def _bad_byte(data: bytes, error: UnicodeDecodeError) -> str:
    wide = error.encoding.replace("-", "").startswith(("utf16", "utf32"))
    place = "" if wide else f", line {data.count(bytes([10]), 0, error.start) + 1}"
    return f"byte {error.start} (0x{data[error.start]:02X}{place}) is not {error.encoding}"


def _decode_unnamed(name: str, data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_named(name, data, encoding)
    for magic, what in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise TqcheckError(f"{name}: {what}, not text: save it as DOCX, ODT, HTML or plain text")
    if b"\x00" in data:
        return _decode_utf16(name, data)
    if declared:
        return _decode_named(name, data, declared)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise TqcheckError(
                f"{name}: {_bad_byte(data, error)}, though the rest is: mend that character or name the encoding"
            ) from None
    return _guess(name, data)


def _decode_utf16(name: str, data: bytes) -> Decoded:
    """UTF-16 without a mark shows as text with a zero in every other byte; any other zero is no text."""
    sample = data[: min(len(data), 65_536) & ~1]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if len(data) % 2 == 0 and max(even, odd) > 0.5 and min(even, odd) < 0.05:
        return _decode_named(name, data, "utf-16-le" if odd > even else "utf-16-be")
    raise TqcheckError(
        f"{name}: binary file, not text (a NUL byte at offset {data.index(0)}): save it as text, DOCX or ODT"
    )


def _mostly_utf8(data: bytes) -> bool:
    """Whether a stray byte spoils real UTF-8: read as Windows-1252, every accent in it would turn to noise."""
    replaced = data.decode("utf-8", errors="replace")
    bad = replaced.count("\ufffd")
    good = sum(1 for character in replaced if character > "\x7f") - bad
    return good > 3 * bad


def _guess(name: str, data: bytes) -> Decoded:
    """An 8-bit encoding, Windows-1252 unless another explains the text better; never without a warning."""
    from charset_normalizer import from_bytes

    sample = data[:_GUESS_SAMPLE]
    if any(byte < 9 or 13 < byte < 26 for byte in sample):
        raise TqcheckError(f"{name}: binary file, not text: save it as text, DOCX or ODT")
    encoding = _likeliest(from_bytes(sample, cp_isolation=["cp1252", "cp1250", "cp1251", "cp1253", "cp1254"]))
    if encoding is None:
        raise TqcheckError(f"{name}: neither UTF-8 nor Windows-1252, if it is text at all: name its encoding")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TqcheckError(f"{name}: {_bad_byte(data, error)}, nor is it UTF-8: name its encoding") from None
    return Decoded(text, encoding, (f"{name}: read as Windows-{encoding[2:]}",))


def _likeliest(matches: CharsetMatches) -> str | None:
    """Windows-1252 if nothing explains the bytes better: it shares most accents with its neighbours."""
    best = matches.best()
    if best is None:
        return None
    western = any("cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches)
    return "cp1252" if western else best.encoding


def _refuse_controls(name: str, text: str) -> None:
    """Text has next to no control characters; a stray one is a typing accident, a drift of them a binary file."""
    sample = text[:65_536]
    found = len(_CONTROL.findall(sample))
    if found > max(2, len(sample) // 50):
        raise TqcheckError(f"{name}: binary file, not text (control characters): save it as text, DOCX or ODT")


def _refuse_long_lines(name: str, text: str) -> None:
    if len(text) <= MAX_LINE:
        return
    for line in lines(text):
        if line.end - line.start > MAX_LINE:
            raise TqcheckError(
                f"{name}: line {line.number} is {line.end - line.start:,} characters long "
                f"(at most {MAX_LINE:,}): break it into paragraphs"
            )
