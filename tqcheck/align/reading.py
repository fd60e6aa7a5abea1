"""Reads the links of an alignment from what ``tqcheck align`` writes, or from a ladder that another aligner wrote."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tqcheck.types import Link, TqcheckError

LADDER = re.compile(r"^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*([-+.\deE]+))?\s*$")
TSV_COLUMNS = ("source_indices", "target_indices")


def read_links(path: Path) -> tuple[Link, ...]:
    """Links from a ladder (``[0, 1]:[2]``), or from what ``tqcheck align`` writes as JSON, TSV, TMX or XLIFF.

    What the file holds decides, not its name.

    Raises:
        TqcheckError: naming the line that cannot be read.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TqcheckError(f"{path}: cannot be read as text; name a ladder, JSON, TSV, TMX or XLIFF") from error
    start = text.lstrip()[:1]
    if start == "{":
        return _from_json(path, text)
    if start == "<":
        from tqcheck.align.exchange import links_of_xml

        return tuple(links_of_xml(str(path), data))
    first = text.split("\n", 1)[0].rstrip("\r").split("\t")
    if len(first) > 1:
        return _from_tsv(path, text, first)
    return _from_ladder(path, text)


def _from_json(path: Path, text: str) -> tuple[Link, ...]:
    try:
        return tuple(
            Link(
                tuple(map(int, bead["source"])),
                tuple(map(int, bead["target"])),
                float(bead.get("score", 0.0)),
                float(bead.get("confidence", 1.0)),
            )
            for bead in json.loads(text)["beads"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TqcheckError(f"{path}: no list of beads as `tqcheck align --format json` writes it") from error


def _from_tsv(path: Path, text: str, header: list[str]) -> tuple[Link, ...]:
    if not set(TSV_COLUMNS) <= set(header):
        raise TqcheckError(f"{path}:1: the columns {' and '.join(TSV_COLUMNS)} are missing; write JSON or a ladder")
    places = [header.index(name) for name in TSV_COLUMNS]
    links = []
    for number, line in enumerate(text.splitlines()[1:], start=2):
        cells = line.split("\t")
        try:
            source, target = (tuple(map(int, cells[place].split())) for place in places)
            confidence = float(cells[header.index("confidence")]) if "confidence" in header else 1.0
        except IndexError as error:
            raise TqcheckError(f"{path}:{number}: {len(cells)} columns for {len(header)}") from error
        except ValueError as error:
            raise TqcheckError(f"{path}:{number}: no sentence indices such as 0 1, or no confidence") from error
        links.append(Link(source, target, confidence=confidence))
    return tuple(links)


def _from_ladder(path: Path, text: str) -> tuple[Link, ...]:
    links = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = LADDER.match(line)
        if not found:
            raise TqcheckError(f"{path}:{number}: not a link such as [0, 1]:[2]")
        source, target = (tuple(map(int, re.findall(r"\d+", found[side]))) for side in (1, 2))
        links.append(Link(source, target, float(found[3] or 0.0)))
    return tuple(links)
