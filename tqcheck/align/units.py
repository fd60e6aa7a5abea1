"""From sentence links to beads: the text of either side as it stands in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tqcheck.types import Bead, Link, Segment


def beads(
    source_text: str,
    target_text: str,
    source: Sequence[Segment],
    target: Sequence[Segment],
    links: Sequence[Link],
) -> tuple[Bead, ...]:
    """The beads of an alignment, in the order of its links.

    A side spans its first to its last sentence in the document's own text; a side without sentences is an empty
    segment where the bead's counterpart would stand.
    """
    found = []
    places = [_before(source), _before(target)]
    for link in links:
        sides = []
        for index, (text, segments, chosen) in enumerate(
            ((source_text, source, link.source), (target_text, target, link.target))
        ):
            if chosen:
                sides.append(_joined(text, segments[chosen[0]], segments[chosen[-1]]))
                places[index] = replace(sides[-1], text="", start=sides[-1].end)
            else:
                sides.append(places[index])
        found.append(Bead(sides[0], sides[1], link.type, link.confidence))
    return tuple(found)


def _joined(text: str, first: Segment, last: Segment) -> Segment:
    return replace(first, text=text[first.start : last.end], end=last.end)


def _before(segments: Sequence[Segment]) -> Segment:
    """The empty place in front of a document's first sentence."""
    if not segments:
        return Segment("")
    first = segments[0]
    return replace(first, text="", end=first.start)
