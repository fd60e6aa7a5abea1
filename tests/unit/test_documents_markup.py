"""Markdown and HTML: what is taken for a block, of which kind, and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.document_files import assert_offsets, texts, write
from tqcheck.documents import read

MARKDOWN = """\
---
title: Rien à lire ici
---
# Le *titre*

Un paragraphe avec `code`, un [lien](https://example.org/fr) et
une suite.<!-- remarque -->

- Premier
- Deuxième[^1]

> Une citation.

```python
print("pas du texte")
```

| Nom | Ville |
| --- | ----- |
| Léa | Lyon  |

<!-- une remarque
en deux lignes -->
<div>Un bloc <b>HTML</b></div>

![Une photo](photo.png)

Titre souligné
==============

Ligne une\\
ligne deux

[^1]: La note.
"""


def test_markdown(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.md", MARKDOWN))
    assert [(block.text, block.kind, block.line) for block in document.blocks] == [
        ("Le titre", "heading", 4),
        ("Un paragraphe avec code, un lien et une suite.", "paragraph", 6),
        ("Premier", "list-item", 9),
        ("Deuxième", "list-item", 10),
        ("Une citation.", "quote", 12),
        ("Nom", "table-cell", 18),
        ("Ville", "table-cell", 18),
        ("Léa", "table-cell", 20),
        ("Lyon", "table-cell", 20),
        ("Un bloc HTML", "paragraph", 24),
        ("Une photo", "alt", 26),
        ("Titre souligné", "heading", 28),
        ("Ligne une\nligne deux", "paragraph", 31),
        ("La note.", "paragraph", 34),
    ]
    assert_offsets(document)
    assert document.text == "\n\n".join(texts(document))


def test_markdown_rule_is_not_front_matter(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.md", "Avant.\n\n---\n\nEntre.\n\n---\n\nAprès.\n"))
    assert texts(document) == ["Avant.", "Entre.", "Après."]


HTML = """\
<!DOCTYPE html>
<html><head>
<title>La page</title>
<meta name="description" content="rien"><style>p { color: red }</style>
<script>var x = "rien";</script>
</head>
<body><!-- rien -->
<h1>Le <em>titre</em></h1>
<p>Un  paragraphe
   sur deux lignes, avec&nbsp;: une espace<br>et un retour.<!-- rien --> Fin.</p>
<ul><li>Premier<ul><li>Dedans</li></ul>suite</li></ul>
<table><tr><th>Nom</th><td>Léa</td></tr></table>
<pre><code>rien = 0</code></pre>
<p translate="no">rien</p>
<template><p>rien</p></template>
<p><img src="a.png" alt="Une photo">Légende</p>
Texte nu
</body></html>
"""


def test_html(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.html", HTML))
    assert [(block.text, block.kind, block.line) for block in document.blocks] == [
        ("La page", "title", 3),
        ("Le titre", "heading", 8),
        ("Un paragraphe sur deux lignes, avec\u00a0: une espace\net un retour. Fin.", "paragraph", 9),
        ("Premier", "list-item", 11),
        ("Dedans", "list-item", 11),
        ("suite", "list-item", 11),
        ("Nom", "table-cell", 12),
        ("Léa", "table-cell", 12),
        ("Légende", "paragraph", 16),
        ("Une photo", "alt", 16),
        ("Texte nu", "paragraph", 17),
    ]
    assert_offsets(document)


@pytest.mark.parametrize(
    "head", ['<meta charset="iso-8859-1">', '<meta http-equiv="Content-Type" content="text/html; charset=latin1">']
)
def test_html_believes_its_meta(tmp_path: Path, head: str) -> None:
    document = read(write(tmp_path, "a.html", f"{head}<p>L’été à Nîmes</p>".encode("cp1252")))
    assert texts(document) == ["L’été à Nîmes"]
    assert document.warnings == ()


def test_html_lines_beyond_the_last_counted(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.html", "<p>a</p>" + "\n" * 70_000 + "<p>b</p>"))
    assert [block.line for block in document.blocks] == [1, None]


def test_html_nests_deeply(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.html", "<div>" * 1000 + "Bonjour" + "</div>" * 1000))
    assert texts(document) == ["Bonjour"]
