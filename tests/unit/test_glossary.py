"""Glossary readers: what tables and TBX may look like, and the one line that bad ones get. No model, no parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.glossary import Entry, Glossary, load_glossary
from tqcheck.types import TqcheckError

LANGS = ("fr", "en")


def written(folder: Path, name: str, content: str | bytes) -> str:
    """The path of a file with that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def loaded(folder: Path, name: str, content: str | bytes, langs: tuple[str, str] = LANGS) -> Glossary:
    """The glossary that one file holds."""
    return load_glossary([written(folder, name, content)], langs)


TURNOVER = Entry("chiffre d'affaires", ("turnover",), ("revenue",), ("business figure",))

TABLES = [
    ("a.csv", "source,target,status\nchiffre d'affaires,turnover,preferred\nchiffre d'affaires,revenue,admitted\n"
              "chiffre d'affaires,business figure,forbidden\n"),
    ("a.tsv", "source\ttarget\tstatus\nchiffre d'affaires\tturnover\t\nchiffre d'affaires\trevenue\tadmis\n"
              "chiffre d'affaires\tbusiness figure\tdeprecated\n"),
    ("a.csv", "statut;anglais;français\nprivilégié;turnover;chiffre d'affaires\nadmis;revenue;chiffre d'affaires\n"
              "interdit;business figure;chiffre d'affaires\n"),
    ("a.csv", "en,fr,status\nturnover,chiffre d'affaires,preferredTerm-admn-sts\n"
              "revenue,chiffre d'affaires,admittedTerm\nbusiness figure,chiffre d'affaires,superseded\n"),
    ("a.csv", "id,term_fr,domain,term_en,usage status\n1,chiffre d'affaires,eco,turnover,approved\n"
              "2,Chiffre d’affaires,eco,revenue,allowed\n3,chiffre d'affaires,eco,business figure,do not use\n"),
    ("a.csv", "chiffre d'affaires,turnover\nchiffre d'affaires,revenue,admitted\n"
              "chiffre d'affaires,business figure,obsolete\n"),
    ("a.tsv", "# our terms\n\nsource (fr)\ttarget (en-GB)\tstatus\nchiffre d'affaires\tturnover\tpreferred\n"
              "chiffre d'affaires\trevenue\tadmitted\n# one we had\nchiffre d'affaires\tbusiness figure\tforbidden\n"),
    ("a.txt", "Term\tTranslation\tTerm status\nchiffre d'affaires\tturnover\tOK\n"
              "chiffre d'affaires\trevenue\ttolerated\nchiffre d'affaires\tbusiness figure\tavoid\n"),
    ("a.csv", "\ufeffsource,target,status\r\n\"chiffre d'affaires\",\"turnover\",\r\nchiffre d'affaires,revenue,admitted\r\n"
              "chiffre d'affaires,business figure,forbidden\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), TABLES)
def test_tables(tmp_path: Path, name: str, content: str) -> None:
    """One glossary in the shapes that spreadsheets give it."""
    assert loaded(tmp_path, name, content).entries == (TURNOVER,)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("source,target\navocat,lawyer | barrister", Entry("avocat", ("lawyer", "barrister"))),
        ("source,target\navocat,lawyer\navocat,barrister", Entry("avocat", ("lawyer", "barrister"))),
        ("source,target,case\nOrange,Orange,yes", Entry("Orange", ("Orange",), case=True)),
        ("source,target,case\nIT,IT,non", Entry("IT", ("IT",), case=False)),
        ("source,target,note\naction,share,finance", Entry("action", ("share",), note="finance")),
        ("action,share,of a company", Entry("action", ("share",), note="of a company")),
        ('source,target\n"mot, clé","key, word"', Entry("mot, clé", ("key, word",))),
        ("source,target,status\nlistage,listing,forbidden", Entry("listage", forbidden=("listing",))),
        ("source,target\nsource,spring", Entry("source", ("spring",))),
        ("source,target", None),
    ],
)
def test_cells(tmp_path: Path, content: str, expected: Entry | None) -> None:
    """What one row may hold."""
    if expected is None:
        with pytest.raises(TqcheckError, match="holds no pair of terms"):
            loaded(tmp_path, "a.csv", content)
    else:
        assert loaded(tmp_path, "a.csv", content).entries == (expected,)


TBX_2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="fr"><text><body><termEntry id="c1"><note>finance</note>
<langSet xml:lang="fr"><tig><term>chiffre d'affaires</term></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>turn<hi>over</hi></term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<ntig><termGrp><term>revenue</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="en-US"><tig><term>business figure</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="de"><tig><term>Umsatz</term></tig></langSet></termEntry></body></text></martif>"""

TBX_3_DCA = """<tbx style="dca" type="TBX-Core" xml:lang="fr" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
<langSec xml:lang="fr"><termSec><term>chiffre d'affaires</term></termSec></langSec><note>finance</note>
<langSec xml:lang="en"><termSec><term>turnover</term></termSec>
<termSec><term>revenue</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
<termSec><term>business figure</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
</conceptEntry></body></text></tbx>"""

TBX_3_DCT = """<tbx style="dct" type="TBX-Basic" xml:lang="fr" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body><conceptEntry id="c1"><note>finance</note><langSec xml:lang="fr"><termSec><term>chiffre d'affaires</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>turnover</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>revenue</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>business figure</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""

TBX_MIN = """<TBX dialect="TBX-Min"><header><languages source="fr" target="en"/></header><body><entry id="c1">
<langGroup xml:lang="fr"><termGroup><term>chiffre d'affaires</term></termGroup></langGroup>
<langGroup xml:lang="en"><termGroup><term>turnover</term><noteGroup><note>finance</note></noteGroup><termStatus>preferred</termStatus></termGroup>
<termGroup><term>revenue</term><termStatus>admitted</termStatus></termGroup>
<termGroup><term>business figure</term><termStatus>notRecommended</termStatus></termGroup></langGroup></entry></body></TBX>"""


@pytest.mark.parametrize("content", [TBX_2, TBX_3_DCA, TBX_3_DCT, TBX_MIN], ids=["2", "3-dca", "3-dct", "min"])
@pytest.mark.parametrize("name", ["a.tbx", "a.xml"])
def test_tbx_dialects(tmp_path: Path, name: str, content: str) -> None:
    """One concept in each dialect; regions of a language are one."""
    (entry,) = loaded(tmp_path, name, content).entries
    assert entry == Entry("chiffre d'affaires", ("turnover",), ("revenue",), ("business figure",), note="finance")


def test_tbx_the_other_way(tmp_path: Path) -> None:
    """The languages of the run say which side is the source; every synonym is a term of its own."""
    glossary = loaded(tmp_path, "a.tbx", TBX_2, ("en", "de"))
    assert [(e.source, e.preferred) for e in glossary.entries] == [
        ("turnover", ("Umsatz",)), ("revenue", ("Umsatz",)), ("business figure", ("Umsatz",)),
    ]  # fmt: skip


def test_tbx_unknown_status(tmp_path: Path) -> None:
    """A status of a term bank that is none of ours is owned up to."""
    content = TBX_3_DCA.replace("deprecatedTerm-admn-sts", "proposed")
    glossary = loaded(tmp_path, "a.tbx", content)
    assert glossary.entries[0].admitted == ("revenue", "business figure")
    assert [w.partition("a.tbx: ")[2] for w in glossary.warnings] == [
        "line 5: 'proposed' is no status: taken as admitted"
    ]


def test_tbx_acronym(tmp_path: Path) -> None:
    """A term that TBX calls an acronym is told by its capitals."""
    status = '<termNote type="termType">acronym</termNote>'
    content = TBX_3_DCA.replace("<term>turnover</term>", f"<term>Turn</term>{status}")
    assert loaded(tmp_path, "a.tbx", content).entries[0].case is True


def concept(source: str, target: str, status: str) -> str:
    """A TBX concept with one term a side."""
    note = f'<termNote type="administrativeStatus">{status}</termNote>'
    return (
        f'<conceptEntry><langSec xml:lang="fr"><termSec><term>{source}</term></termSec></langSec>'
        f'<langSec xml:lang="en"><termSec><term>{target}</term>{note}</termSec></langSec></conceptEntry>'
    )


def test_homonyms(tmp_path: Path) -> None:
    """What one concept forbids another may prefer."""
    rows = concept("affaire", "case", "preferred") + concept("affaire", "case", "deprecated")
    (entry,) = loaded(tmp_path, "a.tbx", f"<tbx><text><body>{rows}</body></text></tbx>").entries
    assert (entry.preferred, entry.forbidden) == (("case",), ())


BOMB = '<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><tbx>&b;</tbx>'
OUTSIDE = '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx><term>&x;</term></tbx>'

BAD = [
    ("a.tbx", BOMB, "a.tbx: line 1: its DTD declares an entity"),
    ("a.tbx", OUTSIDE, "a.tbx: line 1: its DTD declares an entity"),
    ("a.tbx", "<tbx>\n<text>", "a.tbx: line 2: broken XML"),
    ("a.tbx", "<tmx/>", "a.tbx: its root element is tmx, so not TBX"),
    ("a.tbx", "<tbx/>", "a.tbx: no concept has terms in both fr and en; it holds no terms"),
    ("a.tbx", TBX_2.replace('"fr"', '"it"'), "a.tbx: no concept has terms in both fr and en; it holds de, en, it"),
    ("a.tbx", "source,target\na,b", "a.tbx: line 1: broken XML"),
    ("a.tbx", "", "a.tbx: empty file"),
    ("a.csv", " \n", "a.csv: empty file"),
    ("a.csv", "source,target,status\nchat,cat,prefered", "a.csv: line 2: 'prefered' is no status; write preferred,"),
    ("a.csv", "source,target,case\nchat,cat,maybe", "a.csv: line 2: case 'maybe' is neither yes nor no"),
    ("a.csv", "source,target\nchat,cat\n,dog", "a.csv: line 3 has no source term"),
    ("a.csv", "source,target\nchat,cat\nchien", "a.csv: line 3 has no target term; part the columns with a comma"),
    ("a.tsv", "chat,cat", "a.tsv: line 1 has no target term; part the columns with a tab"),
    ("a.csv", 'source,target\n"chat,cat', "a.csv: line 2 is not CSV"),
    ("a.csv", "source,note\nchat,x", "a.csv: line 1 names no column for the target terms; call it 'target' or 'en'"),
    ("a.csv", "target,note\ncat,x", "a.csv: line 1 names no column for the source terms; call it 'source' or 'fr'"),
    ("a.csv", "fr,de\nchat,Katze", "a.csv: line 1 names fr, de; no column is in en"),
    ("a.csv", "source,target,staus\nchat,cat,x", "a.csv: line 1 names a column 'staus'; did you mean 'status'?"),
    ("a.csv", "chat,cat\nchat,cat,forbidden", "a.csv: line 2: 'cat' is forbidden for 'chat' here and preferred on line 1"),
    ("a.csv", b"chat,cat\x00\x01\x02", "a.csv: binary file"),
    ("a.xlsx", "x", "a.xlsx: not a kind of glossary that can be read; name a .tbx, .csv or .tsv file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), BAD)
def test_bad_glossaries(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    """One line that names the file, the place and the mend."""
    with pytest.raises(TqcheckError) as error:
        loaded(tmp_path, name, content)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_not_translated_yet(tmp_path: Path) -> None:
    """A row without a target is left out, and said so."""
    glossary = loaded(tmp_path, "a.csv", "source,target\nchat,cat\nchien,\nloup, | ")
    assert [entry.source for entry in glossary.entries] == ["chat"]
    assert [w.partition("a.csv: ")[2] for w in glossary.warnings] == ["no target term on lines 3, 4: left out"]


def test_a_later_file_wins(tmp_path: Path) -> None:
    """The project's own glossary comes after the general one; the digest is that of what holds."""
    paths = [
        written(tmp_path, "general.csv", "affaire,deal\nchat,cat"),
        written(tmp_path, "own.csv", "affaire,case\nAffaire,deal,forbidden"),
    ]
    glossary = load_glossary(paths, LANGS)
    assert glossary.entries[0] == Entry("Affaire", ("case",), (), ("deal",))
    assert glossary.digest != load_glossary(paths[::-1], LANGS).digest
    assert glossary.digest == load_glossary([*paths, paths[0]], LANGS).digest


@pytest.mark.parametrize(("path", "said"), [("missing.csv", "no such file"), ("-", "a glossary is a file")])
def test_no_file(path: str, said: str) -> None:
    """What is no file at all."""
    with pytest.raises(TqcheckError, match=said):
        load_glossary([path], LANGS)
