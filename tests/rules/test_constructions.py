"""The constructions of ``english_constructions.tsv``: each row's own pair, and right English that looks like a wrong row."""

from __future__ import annotations

import pytest
from rule_tables import found

from tqcheck.rules.constructions import Construction, constructions

WRONG = [
    ("W103", "Ils discutent de la réforme.", "They are discussing about the reform."),
    ("W103", "La loi les empêche de voter.", "The law prevents them to participate."),
    ("W103", "Elle est accusée d'avoir menti.", "She was accused to have lied."),
    ("W103", "Il a été informé et convaincu.", "The envoy informed that the talks had failed."),
    ("W103", "Il vit ici depuis une semaine.", "He has been living here since a week."),
    ("W103", "Il travaille pendant trois mois.", "He works during three months."),
    ("W103", "Les cheminots sont en grève.", "Rail workers have been in strike."),
    ("W103", "Elle n'a pas voulu répondre.", "Marie didn't wanted and didn't took part."),
    ("W106", "D'autres partis ont voté non.", "Others parties voted against."),
    ("W106", "C'est l'une des plus belles places d'Europe.", "It is one of the finest museum in Europe."),
    ("W106", "Une peine de dix ans.", "A ten-years sentence."),
    ("W106", "Elle est infirmière.", "She was nurse in Lille."),
    ("W102", "Il revient l'année prochaine.", "He returns the next year."),
    ("W105", "Une table rouge a brûlé.", "A table red was burnt."),
    ("W110", "Elle est née le 3 mai 1970.", "She is born in 1970."),
    ("W110", "Il est mort à Nice en 1921.", "He has died in 1921."),
    ("W111", "Il existe deux solutions.", "It exists two solutions."),
    ("W111", "C'est une victoire pour le club.", "Is a victory for the club."),
    ("W112", "Les négociations ont repris.", "The negociations have resumed."),
]

OKAY = [
    ("Ils en ont discuté, bien sûr.", "They discussed, of course, about ten motions."),
    ("Le débat dure depuis peu.", "The debate depends, of course, on them. They discussed of late."),
    ("Elle est mariée et mère de deux enfants.", "She is married with two children."),
    ("Informé du vote, il a démissionné.", "Informed that the vote was lost, he resigned."),
    ("Il était convaincu que tout irait bien.", "He was firmly assured that all would be well."),
    ("On leur a demandé de partir.", "It was asked of them; the man was asked to them by name."),
    ("Il vit ici depuis deux ans.", "He has lived here since two years ago, when he left."),
    ("Pendant deux jours de débats.", "During two days of debate they spoke."),
    ("Cette photo date de 1964.", "This picture must have been taken in 1964."),
    ("Un enfant naît à Paris.", "A child is born in Paris every hour."),
    ("Tout ce que vous voulez et n'avez pas.", "Anything you want that you do not have."),
    ("Des adversaires de la réforme.", "Lawmakers opposed to the reform are weighing a bill."),
    ("Ils ont retrouvé ces équipes.", "They found these city squads and an information booklet."),
    ("Il y a de plus en plus de jeunes.", "More younger voters and most older ones came."),
    ("Des élus disent que les choses changent.", "Officials say that things will change."),
    ("C'est un des films de l'année.", "It is one of the best film and television stories."),
    ("Il a 21 ans.", "He is 21-years-old, and the 5-year plan stands."),
    ("Il viendra l'an prochain.", "He will come over the next year."),
    ("Je comprends à peu près.", "I sort of understand the members of Occupy."),
    ("Est-ce une victoire ?", "Is a victory possible, they asked."),
    ("Le ministère des Transports.", "The Negociations Office and Julia Childs were there."),
    ("Une banque d'affaires.", "It is a player in investment banking."),
]


@pytest.mark.parametrize("construction", constructions(), ids=lambda one: one.wrong[0].text[:40])
def test_own_pair(construction: Construction) -> None:
    """A row finds its wrong English; no rule of the family finds anything in the right one."""
    french, wrong, right = construction.example
    assert found("W", french, wrong)
    assert found("W", french, right) == []


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_wrong(code: str, french: str, english: str) -> None:
    """The rule finds the fault."""
    assert code in found("W", french, english)


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """The family is silent."""
    assert found("W", french, english) == []
