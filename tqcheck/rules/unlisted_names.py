"""Names from other scripts that no list has and that kept their French spelling."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.french_spellings import english_spellings
from tqcheck.rules.name_context import in_french_title
from tqcheck.rules.slavic import english_spelling, is_surely_slavic
from tqcheck.types import Span

SLAVIC_WORLD = frozenset(
    "russie russe moscou kremlin ukraine ukrainien kiev kyiv biélorussie biélorusse bulgarie bulgare serbie serbe".split()
    + "poutine soviétique urss sibérie crimée donbass saint-pétersbourg kazakhstan tchétchénie kazakh ouzbékistan ouzbek".split()
    + "kirghizistan kirghize tadjikistan tadjik turkménistan turkmène tchétchène caucase azerbaïdjan géorgie géorgien".split()
)

SLAVIC_GIVEN = frozenset(
    "Vladimir Boris Igor Oleg Ivan Dmitri Dmitry Viktor Pavel Konstantin Maxim Maksim Roman Stanislav Viatcheslav Iouri Yuri".split()
    + "Olga Svetlana Tatiana Irina Galina Ludmila Oksana Nadezhda Ekaterina Sergei Sergey Alexei Alexey Mikhail Nikita Denis".split()
    + "Andrei Andrey Nikolai Nikolay Petro Mykola Volodymyr Serhiy Oleksandr Yevgeny Evgeny Vassili Vasily Anatoly Gennady".split()
)
"""Given names that French and English write alike, or as English does, before a surname that may have kept the French way."""


FRENCH_GIVEN = frozenset(
    "Jean Pierre Michel Jacques François Philippe Alain Bernard Christophe Stéphane Laurent Thierry Guillaume Olivier Sébastien"
    " Gérard Patrick Patrice Pascal Dominique Christian Julien Antoine Benoît Xavier Yves Gilles Hervé Luc Marc Éric Franck Fabrice"
    " Jérôme Cédric Guy Henri Louis Marcel Maurice Roger Raymond René Bruno Didier Hugues Yann Loïc Gaël Mathieu Matthieu Vincent"
    " Martine Françoise Christine Isabelle Sylvie Véronique Valérie Sandrine Céline Aurélie Julie Camille Chloé Léa Manon Élodie"
    " Émilie Claire Florence Brigitte Monique Nicole Annie Josiane Jacqueline Danielle Chantal Corinne Laurence Agnès Delphine"
    " Virginie Odile Solange Colette Ginette Paulette Geneviève Bérénice Clémence Margaux Mathilde Pauline Charlotte".split()
)
"""Given names that no French text gives to a Slav or an Arab: their bearers write their surname as France does."""


def is_french_person(context: Context, token: Token) -> bool:
    """Whether a French given name stands right before a name of the target: Martine Bondartchouk is no foreigner in France."""
    before = context.target.tokens[token.index - 1].text if token.index else ""
    return before in FRENCH_GIVEN


def unlisted_names(context: Context, listed: set[int]) -> Iterator[tuple[Token, Span, str]]:
    """Names beyond the lists that look as only French spells them and stand on both sides alike.

    Gives the target token, the span in the source and the English spelling; ``listed`` are target tokens to leave alone.
    """
    words = _words(context.document)
    slavic = not SLAVIC_WORLD.isdisjoint(words)
    for token in context.target.tokens:
        if token.index in listed or token.text.islower() or is_french_person(context, token):
            continue
        spelled = _slavic_spelling(token, context, told=slavic)
        spelled = spelled or english_spellings(token.text, context.source.lemmas)
        start = context.source.text.find(token.text) if spelled else -1
        if spelled and start >= 0 and not in_french_title(context, (token,)):
            yield token, Span(start, start + len(token.text)), spelled


def _slavic_spelling(token: Token, context: Context, *, told: bool) -> str | None:
    """The English of a name that looks Slavic, where something says that it is.

    ``told``: the document speaks of the Slavic world. That is enough for a name that could hardly be anything else; for
    others the segment must speak of it too.
    """
    given = _after_slavic(context, token)
    near = given or not SLAVIC_WORLD.isdisjoint(context.source.lemmas)
    return english_spelling(token.text) if near or (told and is_surely_slavic(token.text)) else None


def _words(document: DocumentContext) -> frozenset[str]:
    """The lemmas and forms of the whole source, in small letters: what shows which world it speaks of."""
    known = document.memory.get("names.words")
    if not isinstance(known, frozenset):
        known = frozenset(word for context in document.contexts for word in context.source.lemmas)
        document.memory["names.words"] = known
    return known


def _after_slavic(context: Context, token: Token) -> bool:
    """Whether a Slavic given name stands before a name: that tells as much as a text about the Slavic world."""
    return token.index > 0 and context.target.tokens[token.index - 1].text in SLAVIC_GIVEN
