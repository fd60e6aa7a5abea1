"""English as written: wrong and okay pairs across the family. Patterns of one French word are the calque lexicon's."""

from __future__ import annotations

import pytest
from rule_tables import found

WRONG = [
    ("W101", "Il a fourni des informations à la police.", "He provided informations to the police."),
    ("W101", "Des équipements sportifs seront construits.", "Sports equipments will be built."),
    ("W101", "Suivez les conseils du médecin.", "Follow the doctor's advices."),
    ("W101", "Ses connaissances en chimie sont limitées.", "His knowledges of chemistry are limited."),
    ("W101", "Deux formations sont proposées en juin.", "Two trainings are offered in June."),
    ("W101", "Les bagages seront fouillés.", "The luggages will be searched."),
    ("W101", "Les retours des clients sont bons.", "Customer feedbacks are good."),
    ("W101", "Il faut trouver des preuves.", "We need to find evidences."),
    ("W102", "L'Allemagne a gagné le match.", "The Germany won the match."),
    ("W102", "Les relations entre la Chine et le Japon.", "Relations between the China and Japan."),
    ("W102", "Le Premier ministre Attal a démissionné.", "The Prime Minister Attal has resigned."),
    ("W102", "Le roi Charles III a inauguré le pont.", "The king Charles III opened the bridge."),
    ("W102", "Mme Martin sera présente.", "The Mrs Martin will be present."),
    ("W102", "Le colloque débutera le 14 octobre.", "The symposium will begin on the 14 October."),
    ("W103", "Le porte-parole a assuré que tout allait bien.", "The spokesman assured that everything was fine."),
    ("C1", "Il nous a expliqué comment procéder.", "He explained us how to proceed."),
    ("W103", "Ce bouton permet d'éteindre l'écran.", "This button allows to turn off the screen."),
    ("W103", "Ce procédé permet de gagner du temps.", "This process permits to save time."),
    ("C1", "Nous avons discuté de la réforme.", "We discussed about the reform."),
    ("C1", "Le prix dépend de la taille.", "The price depends of the size."),
    ("C1", "Elle a participé à l'enquête.", "She participated to the investigation."),
    ("C1", "Il est responsable de l'accident.", "He is responsible of the accident."),
    ("W103", "Le résultat est différent de celui attendu.", "The result is different of the expected one."),
    ("C1", "Elle est mariée avec un médecin.", "She is married with a doctor."),
    ("W103", "Il chante et danse en même temps.", "He sings and dances in the same time."),
    ("W103", "On l'accuse d'avoir tué.", "He is accused of killed by the prosecution."),
    ("W104", "Il veut présenter lundi son plan.", "He wants to present on Monday his plan."),
    ("W104", "L'armée a tenté d'attaquer à l'aube la ville.", "The army attempted to attack at dawn the city."),
    ("W105", "Le stade Vélodrome est plein.", "The stadium Vélodrome is full."),
    ("W105", "Les autorités russes ont démenti.", "The authorities Russian have denied it."),
    ("W105", "Il a étudié à l'université Harvard.", "He studied at the university Harvard."),
    ("W105", "La situation politique est tendue.", "The situation political is tense."),
    ("W106", "La police est intervenue.", "The police has intervened."),
    ("W106", "Nous avons beaucoup d'informations.", "We have many information."),
    ("W106", "Ces informations sont fausses.", "These information are false."),
    ("W106", "Elle compte 3 millions d'habitants.", "It has 3 millions of inhabitants."),
    ("W106", "Les gens sont fatigués.", "People is tired."),
    ("W107", "C'est une idée originale.", "It is a original idea."),
    ("W107", "Il a reçu un e-mail.", "He received a email."),
    ("W107", "C'est une université privée.", "It is an university."),
    ("W107", "Un incendie s'est déclaré.", "A incendiary fire broke out."),
    ("W107", "Une honnête femme.", "A honest woman."),
    ("W107", "Un enfant de 8 ans.", "A 8-year-old child."),
    ("W108", "Le match aura lieu samedi.", "The match will be on saturday."),
    ("W108", "Il parle anglais et allemand.", "He speaks english and german."),
    ("W108", "La ville attend des renforts.", "the city is waiting for reinforcements."),
    ("W108", "Le texte sera voté en janvier.", "The bill will be voted on in january."),
]

OKAY = [
    ("Il a fourni des informations à la police.", "He provided information to the police."),
    ("Il informe ses clients.", "He advises his clients and researches their needs."),
    ("Les preuves sont là.", "The proofs are there."),
    ("Le tribunal a accordé des dommages et intérêts.", "The court awarded damages."),
    ("La France a gagné.", "France won the France-Italy match."),
    ("La France d'aujourd'hui a changé.", "The France of today has changed."),
    ("Les Pays-Bas et les Philippines ont signé.", "The Netherlands and the Philippines have signed."),
    ("Le 14 octobre, il sera là.", "He will be there on the 14th of October."),
    ("Le défilé du 9 mai est annulé.", "The 9 May parade is cancelled."),
    ("Le président, Emmanuel Macron, a parlé.", "The president, Emmanuel Macron, spoke."),
    ("La journaliste Anne Petit enquête.", "The journalist Anne Petit is investigating."),
    ("Le Premier ministre a parlé.", "The Prime Minister spoke."),
    ("Il a assuré que tout allait bien.", "He assured reporters that everything was fine."),
    ("Soyez assuré que nous agirons.", "Rest assured that we will act."),
    ("Il est permis de fumer ici.", "You are allowed to smoke here."),
    ("Laissez refroidir.", "Allow to cool."),
    ("Il a un permis de construire.", "He has building permits to show."),
    ("Ils ont parlé du budget.", "They had discussions about the budget."),
    ("Elle est mariée et a deux enfants.", "She is married with two children."),
    ("Il est accusé de crime organisé.", "He is accused of organized crime."),
    ("Il est accusé d'avoir volé.", "He is accused of having stolen."),
    ("Il veut arriver lundi à la gare.", "He wants to arrive on Monday at the station."),
    ("Il va rencontrer lundi le pape.", "He will meet the Pope on Monday."),
    ("Le journal Le Monde l'affirme.", "The newspaper Le Monde says so."),
    ("Le groupe Abba revient.", "The group Abba is back."),
    ("Le secrétaire général a démissionné.", "The Secretary General has resigned."),
    ("Le chef de la police est absent.", "The chief of police is absent."),
    ("La voiture de la police est là.", "The car of the police is here."),
    ("Beaucoup de gens sont venus.", "Many people came."),
    ("Des millions de gens.", "Millions of people."),
    ("Un Européen sur deux.", "Half of Europeans: a European problem."),
    ("Une heure plus tard.", "An hour later, a one-hour strike began."),
    ("Un député britannique.", "An MP from a UK party with a unique style."),
    ("C'est un hôtel historique.", "It's an historic hotel."),
    ("Un X rouge.", "An X in red, an 11-year-old boy and a 100-year-old man."),
    ("L'iPhone se vend bien.", "iPhone sales are good."),
    ("Il mange des frites.", "He eats french fries in the polish of the hall."),
    ("Il peut venir en mars.", "He may march."),
    ("Plan A ou plan B.", "Plan A or plan B."),
    ("L'université Harvard recrute.", "Harvard University is recruiting."),
    ("Le théâtre de la ville rouvre.", "The theatre Paris loved is reopening."),
    ("Il a apporté ses bagages.", "He brought his luggage."),
    ("un ami || des amis", "a friend || friends"),
]


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_wrong(code: str, french: str, english: str) -> None:
    """The rule finds the fault."""
    assert any(one.startswith(code) for one in found(code[0], french, english))


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """The family is silent."""
    assert found("W", french, english) == []
