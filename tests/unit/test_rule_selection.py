"""Which rules run: selecting, ignoring and extending by the beginning of a code."""

from __future__ import annotations

import pytest

from tqcheck.rules import all_rules, select_rules
from tqcheck.types import TqcheckError

ALL = {rule.code for rule in all_rules()}
FAMILIES = {code[0]: {c for c in ALL if c.startswith(code[0])} for code in ALL}
P, N = FAMILIES["P"], FAMILIES["N"]


@pytest.mark.parametrize(
    ("select", "ignore", "extend_select", "extend_ignore", "expected"),
    [
        ("", "", "", "", ALL),
        ("P", "", "", "", P),
        ("P", "P101", "", "", P - {"P101"}),
        ("P101", "P", "", "", {"P101"}),
        ("", "P", "", "", ALL - P),
        ("P", "", "N", "", P | N),
        ("P", "", "", "P101", P - {"P101"}),
        ("", "P", "", "N", ALL - P - N),
        ("", "", "P101", "", ALL),
        ("", "P", "P101", "", ALL - P | {"P101"}),
        ("N", "", "P", "P101", N | P - {"P101"}),
    ],
)
def test_selection(select: str, ignore: str, extend_select: str, extend_ignore: str, expected: set[str]) -> None:
    """The longest prefix wins; what extends never narrows a selection that was not made."""
    chosen = select_rules(*([one] if one else [] for one in (select, ignore, extend_select, extend_ignore)))
    assert {rule.code for rule in chosen} == expected


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("P1O1", "did you mean P101?"),
        ("P10l", "did you mean P10"),
        ("NUMBER-LOST", "did you mean "),
        ("ZZ", "codes begin with A, C, D, E"),
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_unknown_codes(prefix: str, said: str, place: int) -> None:
    """A prefix that fits no rule is an error with the nearest code, wherever it stands."""
    lists: list[list[str]] = [[], [], [], []]
    lists[place] = [prefix]
    with pytest.raises(TqcheckError, match=f"^{prefix}: no rule has a code that begins so; ") as error:
        select_rules(*lists)
    assert said in str(error.value)
