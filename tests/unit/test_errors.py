"""The error engine: what each kind plants, where, and that nothing else changes."""

import itertools
import random
import re

import pytest

from tqcheck.training.errors import KINDS, corrupt
from tqcheck.training.errors.paraphrase import paraphrase
from tqcheck.types import Span

PAIRS = [
    (
        "Le ministre n'a pas dit que la nouvelle politique économique coûterait 3,5 milliards d'euros, selon Paul Martin.",
        "The minister did not say that the new economic policy would cost 3.5 billion euros, according to Paul Martin.",
    ),
    (
        "« Elle a toujours aimé son pays », explique Anna Novak, qui habite Londres depuis le 5 mai 1998 (avec sa sœur).",
        '"She has always loved her country", explains Anna Novak, who has lived in London since 5 May 1998 (with her sister).',
    ),
    (
        "Cependant, le marché du travail est plus grand que celui de l'Allemagne, parce que l'usine de Lyon a fermé.",
        "However, the labour market is bigger than that of Germany, because the factory in Lyon was closed by the army.",
    ),
    (
        "Il a vite quitté la maison avec deux enfants, et tous ces hommes se sont trompés eux-mêmes.",
        "He has quickly left the house with two children, and all these men deceived themselves and told him about 4,500 cars.",
    ),
    (
        "Seulement 20 % des élèves peuvent lire ; les informations sur la vie en France manquent, mais 30 % écrivent.",
        "Only 20% of the pupils can read; information about life in France is lacking, but almost 30% write without help.",
    ),
    (
        "Le conseil dépend du gouvernement. Il veut augmenter les impôts en déplacement à Rome lundi.",
        "The council depends on the government. It wants to increase the taxes on a trip to Rome on Monday in the evening.",
    ),
    (
        "Paul Martin a accusé la police d'Espagne. Si le juge de la ville condamne le chef du parti, elle partira.",
        "Paul Martin has accused the police of Spain. If the judge of the city condemns the leader of the party, she will go.",
    ),
    (
        "Dans le nord, le prix du pétrole monte, alors que le gouvernement chinois avait pris la décision de vendre.",
        "In the north, the oil price rises, although the Chinese government took the decision to sell.",
    ),
]
SEEDS = range(12)


def _gaps_and_spans(pair, kind):
    for seed in SEEDS:
        made = corrupt(*pair, random.Random(seed), kinds=[kind])
        if made:
            yield made


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_fires_and_changes_the_target(kind):
    made = [(pair, corrupted) for pair in PAIRS for corrupted in _gaps_and_spans(pair, kind)]
    assert made, "no sentence of the test has a place for it"
    for (_, target), corrupted in made:
        assert corrupted.target != target
        assert {error.kind for error in corrupted.errors} == {kind}
        assert all(0 <= e.span.start <= e.span.end <= len(corrupted.target) for e in corrupted.errors)
        assert "  " not in corrupted.target.replace(target, "")


def _outside(corrupted):
    """The new target without its planted spans, as pieces."""
    pieces, done = [], 0
    for error in corrupted.errors:
        pieces.append(corrupted.target[done : error.span.start])
        done = error.span.end
    return [*pieces, corrupted.target[done:]]


def _plain(text):
    """Without what an edit may repair around its span: spaces, a or an, the capital of a sentence's first word."""
    return re.sub(r"\ba[n]?\b|\s", "", text.lower())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_text_outside_the_spans_is_the_clean_one(kind):
    for _, target in PAIRS:
        for pair in PAIRS:
            if pair[1] != target:
                continue
            for corrupted in _gaps_and_spans(pair, kind):
                rest = _plain(target)
                for piece in map(_plain, _outside(corrupted)):
                    assert piece in rest, (corrupted, piece)
                    rest = rest[rest.index(piece) + len(piece) :]


CASES = [
    # kind, source, target, (new target, span text) of which one must come; an empty span text is a gap
    ("negation-lost", "Il ne veut pas partir.", "He does not want to leave.", {("He wants to leave.", "wants")}),
    ("negation-lost", "Elle ne sait même pas.", "She doesn't even know.", {("She even knows.", "even knows")}),
    ("negation-lost", "Elle n'est pas venue.", "She didn't come.", {("She came.", "came")}),
    ("negation-lost", "Ce n'est pas vrai.", "It is not true.", {("It is true.", "")}),
    ("pronoun", "Il est grand.", "It is big.", {("They are big.", "They are")}),
    (
        "pronoun",
        "Marie dit qu'elle est venue.",
        "Yesterday Marie said she came.",
        {(f"Yesterday Marie said {p} came.", p) for p in ("he", "it", "they")},
    ),
    ("possessive", "Sa mère est là.", "His mother is here.", {("Their mother is here.", "Their")}),
    ("negation-gained", "Il est parti.", "He will leave.", {("He will not leave.", "not")}),
    (
        "magnitude",
        "deux millions",
        "It costs two million.",
        {("It costs two billion.", "billion"), ("It costs two thousand.", "thousand")},
    ),
    ("numbers-swapped", "De 3 à 5.", "From 3 to 5.", {("From 5 to 3.", "5")}),
    ("decimal", "3,5", "It is 3.5 long.", {("It is 35 long.", "35"), ("It is 3.05 long.", "3.05")}),
    ("exonym", "Il vit à Londres.", "He lives in London.", {("He lives in Londres.", "Londres")}),
    ("adjective-after-noun", "", "The economic crisis goes on.", {("The crisis economic goes on.", "crisis economic")}),
    ("article-added", "", "He lives in France.", {("He lives in the France.", "the")}),
    ("article-dropped", "", "We saw the house.", {("We saw house.", "")}),
    ("agreement", "", "The men are old.", {("The men is old.", "is")}),
    ("verb-preposition", "", "It depends on him.", {("It depends of him.", "of")}),
    ("comparison", "", "This is bigger.", {("This is more big.", "more big")}),
    ("antonym", "", "Prices rose.", {("Prices fell.", "fell")}),
    ("voice", "", "She was killed by him.", {("She killed him.", "killed")}),
    ("sex-of-person", "", "Her father left.", {("Her mother left.", "mother")}),
    ("modifier-dropped", "", "It was an economic crisis.", {("It was a crisis.", "")}),
    (
        "clause-dropped",
        "",
        "He left, according to them, at noon.",
        {("He left, at noon.", ""), ("He left at noon.", ""), ("He left, according to them.", "")},
    ),
    ("start-dropped", "", "In the evening, the man left.", {("The man left.", "")}),
    ("wrong-sense", "Le temps change.", "The weather changes.", {("The time changes.", "time")}),
    ("calque", "Il est actuellement malade.", "He is currently ill.", {("He is actually ill.", "actually")}),
    ("french-word", "une politique économique", "an economic plan", {("an économique plan", "économique")}),
    ("french-figure", "", "It costs 4.5 euros.", {("It costs 4,5 euros.", "4,5")}),
    ("capital-lost", "", "now Paris grows", {("now paris grows", "paris")}),
    ("no-word", "", "It works without oil.", {("It works with oil.", "with")}),
]


@pytest.mark.parametrize(
    ("kind", "source", "target", "expected"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)]
)
def test_what_is_planted(kind, source, target, expected):
    found = {
        (made.target, made.target[slice(*made.errors[0].span)]) for made in _gaps_and_spans((source, target), kind)
    }
    assert found
    assert found <= expected or (found & expected and kind in ("calque",)), found


NOTHING = [
    ("negation-lost", "Il vient.", "He comes."),
    ("exonym", "Il vit à Londres.", "He lives there."),
    ("calque", "Il mange une pomme.", "He eats an apple."),
    ("no-word", "Il ne vit plus.", "He is no longer alive."),
    ("antonym", "", "Apples and pears."),
    ("french-word", "Le zèbre.", "The animal."),
    ("date", "", "He may come."),
    ("unit", "", "800m people"),
    ("article-dropped", "", "In the summer."),
]


@pytest.mark.parametrize(("kind", "source", "target"), NOTHING)
def test_where_nothing_can_be_planted(kind, source, target):
    assert not list(_gaps_and_spans((source, target), kind))


def test_the_same_seed_gives_the_same_errors():
    for source, target in PAIRS:
        one, other = (corrupt(source, target, random.Random(7), count=3) for _ in range(2))
        assert one == other
    assert len({corrupt(*PAIRS[0], random.Random(seed)).target for seed in range(40)}) > 20


@pytest.mark.parametrize("seed", range(60))
def test_several_errors_are_of_several_kinds_and_do_not_overlap(seed):
    for source, target in PAIRS:
        made = corrupt(source, target, random.Random(seed), count=3)
        spans = [error.span for error in made.errors]
        assert made.target != target
        assert 1 <= len({error.kind for error in made.errors}) <= 3
        assert spans == sorted(spans)
        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
        rest = _plain(target)
        for piece in map(_plain, _outside(made)):
            assert piece in rest
            rest = rest[rest.index(piece) + len(piece) :]


def test_three_errors_are_planted_where_there_is_room():
    made = corrupt(*PAIRS[0], random.Random(3), count=3, kinds=["magnitude", "antonym", "negation-lost", "spelling"])
    assert len({error.kind for error in made.errors}) == 3


@pytest.mark.parametrize("target", ["", " ", ".", "OK", "...", "12", "Oui", "«»", "a", "I", "« a", "’s", "e.g."])
def test_short_targets_are_survived(target):
    for seed in range(30):
        made = corrupt("Oui.", target, random.Random(seed), count=3)
        assert made is None or (made.target != target and all(isinstance(e.span, Span) for e in made.errors))


def test_errors_of_meaning_dominate():
    shares = dict.fromkeys(("accuracy", "fluency", "locale-convention"), 0)
    for seed in range(700):
        for error in corrupt(*PAIRS[seed % len(PAIRS)], random.Random(seed)).errors:
            shares[error.category.partition("/")[0]] += 1
    assert 0.6 < shares["accuracy"] / sum(shares.values()) < 0.85


SAME = [
    ("He does not know.", {"He doesn't know."}),
    ("He doesn't know.", {"He does not know.", "He doesn’t know."}),
    ("However, prices rose.", {"But prices rose.", "Nevertheless, prices rose."}),
    ("On 5 May 2010 she left.", {"On May 5, 2010 she left."}),
    ("There were 12 horses.", {"There were twelve horses."}),
    ("He said that she was there.", {"He said she was there.", "He stated that she was there."}),
    ("It is the centre of town.", {"It is the center of town."}),
    ("It cost 20% of it.", {"It cost 20 percent of it.", "It cost 20 per cent of it."}),
    ('"Yes," said Anna Novak.', {'"Yes," Anna Novak said.', "“Yes,” said Anna Novak.", "“Yes,” Anna Novak said."}),
    ("Some 31,000 people came.", {"Some 31000 people came.", "Some 31 thousand people came."}),
]


@pytest.mark.parametrize(("target", "expected"), SAME)
def test_a_paraphrase_keeps_the_meaning(target, expected):
    found = {paraphrase("", target, random.Random(seed)) for seed in range(40)} - {None}
    assert found
    assert found <= expected, found


@pytest.mark.parametrize("target", ["", "The cat sleeps.", "Paris."])
def test_no_paraphrase_where_none_is_safe(target):
    assert paraphrase("", target, random.Random(0)) is None
