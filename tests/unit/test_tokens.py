"""Tokens and normalising: a table of (language, text, tokens), and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.text.tokens import normalise, tokenize

# "~" stands for a no-break space, "^" for a narrow one; tokens are separated by "|".
CASES = [
    ("fr", "L'arbre qu'il a vu.", "L'|arbre|qu'|il|a|vu|."),
    ("fr", "L’arbre d’Anne", "L’|arbre|d’|Anne"),
    ("fr", "aujourd'hui", "aujourd'hui"),
    ("fr", "jusqu'à l'aube", "jusqu'|à|l'|aube"),
    ("fr", "Il n'y a qu'd'l'eau", "Il|n'|y|a|qu'|d'|l'|eau"),
    ("fr", "prud'homme", "prud'homme"),
    ("fr", "L'O.N.U. et quelqu'un", "L'|O.N.U.|et|quelqu'|un"),
    ("fr", "3,5 millions", "3,5|millions"),
    ("fr", "1 000 000 euros", "1 000 000|euros"),
    ("fr", "1~000~000 et 12^500,75", "1~000~000|et|12^500,75"),
    ("fr", "En 2022 300 personnes", "En|2022|300|personnes"),
    ("fr", "20 % et 20~% et 3,5^%", "20 %|et|20~%|et|3,5^%"),
    ("fr", "20% de", "20%|de"),
    ("fr", "5 € ou 5€", "5|€|ou|5|€"),
    ("fr", "rendez-vous avec porte-avions", "rendez-vous|avec|porte-avions"),
    ("fr", "«~Venez~!~» dit-il.", "«|Venez|!|»|dit-il|."),
    ("fr", "M. Durand et Mme Roux.", "M.|Durand|et|Mme|Roux|."),
    ("fr", "le n° 5, 15 °C", "le|n°|5|,|15|°C"),
    ("fr", "le 1er, la 2e, à 9h30", "le|1er|,|la|2e|,|à|9h30"),
    ("fr", "av. J.-C.", "av.|J.-C."),
    ("fr", "Non… oui...", "Non|…|oui|..."),
    ("fr", "pomme(s) et/ou", "pomme|(|s|)|et|/|ou"),
    ("en", "Don't stop; he isn't.", "Don't|stop|;|he|isn't|."),
    ("en", "John's dog", "John|'s|dog"),
    ("en", "It’s O’Brien’s.", "It|’s|O’Brien|’s|."),
    ("en", "the boys' room", "the|boys|'|room"),
    ("en", "'Tis 'quoted'", "'|Tis|'|quoted|'"),
    ("en", "The U.S. left at 5 p.m.", "The|U.S.|left|at|5|p.m."),
    ("en", "Mr. Smith vs. Dr. No.", "Mr.|Smith|vs.|Dr.|No|."),
    ("en", "It costs $3.50 or £1,000.", "It|costs|$|3.50|or|£|1,000|."),
    ("en", "US$5", "US|$|5"),
    ("en", "a well-known state-of-the-art 10-year plan", "a|well-known|state-of-the-art|10-year|plan"),
    ("en", "the 1990s and 21st", "the|1990s|and|21st"),
    ("en", "Open setup.cfg.", "Open|setup.cfg|."),
    ("en", "See https://example.org/a?b=1. Yes", "See|https://example.org/a?b=1|.|Yes"),
    ("en", "j.smith@example.org, ok", "j.smith@example.org|,|ok"),
    ("en", "2024-05-03 or 3/5/2024 at 10:30", "2024-05-03|or|3/5/2024|at|10:30"),
    ("en", "R&D in C++ and C#", "R&D|in|C++|and|C#"),
    ("en", "snake_case and _this_", "snake_case|and|_|this|_"),
    ("en", "wait -- no", "wait|--|no"),
    ("en", "d'Artagnan", "d'Artagnan"),
    ("en", "300 000", "300|000"),
    ("en", "end.Then", "end|.|Then"),
    ("it", "dell'acqua c'è", "dell'|acqua|c'|è"),
    ("de", "Dr. Meier z.B. hier", "Dr.|Meier|z.B.|hier"),
    ("ja", "東京でカメラ", "東|京|でカメラ"),
    ("hi", "हिन्दी है।", "हिन्दी|है|।"),
    ("xx", "e\u0301te\u0301 fini", "e\u0301te\u0301|fini"),
]


def _spaces(text: str) -> str:
    return text.replace("~", "\u00a0").replace("^", "\u202f")


@pytest.mark.parametrize(("lang", "text", "expected"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_tokens(lang: str, text: str, expected: str) -> None:
    text = _spaces(text)
    assert [text[span.start : span.end] for span in tokenize(text, lang)] == _spaces(expected).split("|")


@pytest.mark.parametrize("lang", ["fr", "en", "it", "zh", "xx", "fr-CA"])
def test_spans_cover_every_visible_character(lang: str) -> None:
    """Tokens are ordered and disjoint and leave out white space only, whatever the text."""
    table = Path(__file__).with_name("segmentation_cases.tsv").read_text(encoding="utf-8")
    text = table + " ".join(case[1] for case in CASES) + "\u200b👩‍🚀 <b>x</b> \x07 ½ ² _ ' ’"
    rest = list(text)
    cursor = 0
    for start, end in tokenize(text, lang):
        assert cursor <= start < end
        rest[start:end] = " " * (end - start)
        cursor = end
    assert not "".join(rest).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Don’t”", '"Don\'t"'),
        ("‘a’ „b‟ ‚c‛", "'a' \"b\" 'c'"),
        ("1\u00a0000\u202f000\u2009€\u3000x", "1 000 000 € x"),
        ("porte\u2011avions", "porte-avions"),
        ("« é… — œ ﬁ »", "« é… — œ ﬁ »"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected
    assert len(normalise(text)) == len(text)
