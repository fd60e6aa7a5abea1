"""Pronouns and possessives across sentences: wrong and okay pairs across the family."""

from __future__ import annotations

import pytest
from rule_tables import findings, found

WRONG = [
    (
        "P101",
        "La diplomatie turque a réagi. || Elle parle d'une provocation.",
        "Turkish diplomacy reacted. || She speaks of a provocation.",
    ),
    (
        "P101",
        "La mairie lance un concours. || Elle attend vos photos.",
        "The town hall is launching a contest. || She is waiting for your photos.",
    ),
    (
        "P101",
        "Le tribunal s'est prononcé hier. || Il a annulé la vente.",
        "The court ruled yesterday. || He cancelled the sale.",
    ),
    (
        "P101",
        "La Suède a rejoint l'alliance. || Elle y pensait depuis 2022.",
        "Sweden joined the alliance. || She had been thinking about it since 2022.",
    ),
    (
        "P101",
        "Claire a repeint la cuisine. || Celle-ci n'avait pas changé depuis vingt ans.",
        "Claire repainted the kitchen. || She had not changed in twenty years.",
    ),
    (
        "P101",
        "Le constructeur automobile publie ses comptes. || Il prévoit une hausse.",
        "The carmaker is publishing its accounts. || He expects a rise.",
    ),
    (
        "P101",
        "Addis-Abeba a fait connaître son refus. || Elle se dit prête à négocier.",
        "Addis Ababa made its refusal known. || She says she is ready to negotiate.",
    ),
    (
        "P104",
        "Le rapport est sévère et son succès certain. || Ses auteurs accusent la ville.",
        "The report is harsh and its success certain. || His authors accuse the city.",
    ),
    (
        "P103",
        "Le directeur a rencontré la préfète. || Cette dernière a promis une réponse.",
        "The director met the prefect. || He promised an answer.",
    ),
    ("P106", "Il se peut que le train soit en retard.", "He may be that the train is late."),
    ("P106", "Il est à craindre que le conflit s'étende.", "He is to be feared that the conflict will spread."),
    ("P106", "Il revient au Parlement de trancher.", "He comes back to Parliament to decide."),
    ("P101", "Le four est chaud. || Il s'éteint tout seul.", "The oven is hot. || He switches off by itself."),
    ("P101", "Fermez la trappe. || Elle doit rester verrouillée.", "Close the hatch. || She must stay locked."),
    (
        "P101",
        "La région est ruinée, mais elle construit un stade.",
        "The region is bankrupt, but she is building a stadium.",
    ),
    (
        "P101",
        "L'usine emploie 200 personnes. || Selon elle, aucun poste n'est menacé.",
        "The plant employs 200 people. || According to her, no job is at risk.",
    ),
    (
        "P101",
        "L'entreprise a gagné son procès. || Le juge lui a donné raison.",
        "The company won its case. || The judge ruled for her.",
    ),
    ("P101", "La clinique a fermé. || La ville veut la racheter.", "The clinic closed. || The city wants to buy her."),
    (
        "P101",
        "La commission enquête. || Celle-ci siège depuis mai.",
        "The commission is investigating. || She has been sitting since May.",
    ),
    (
        "P101",
        "Le syndicat a saisi la direction. || Cette dernière n'a pas répondu.",
        "The union wrote to management. || She did not reply.",
    ),
    (
        "P101",
        "Farid Ben Ali a parlé hier. || La foule l'a applaudi. || Le syndicat maintient la grève. || Il ne cédera pas.",
        "Farid Ben Ali spoke yesterday. || The crowd cheered him. || The union is maintaining the strike. || He will not yield.",
    ),
    (
        "P101",
        "La compagnie Azurel, propriétaire du hangar, regrette l'accident. || Elle paiera.",
        "Azurel, which owns the hangar, regrets the accident. || She will pay.",
    ),
    (
        "P102",
        "L'actrice est née à Dakar. || Elle est morte à Paris.",
        "The actress was born in Dakar. || It died in Paris.",
    ),
    ("P102", "Le boulanger est souffrant. || Il dort beaucoup.", "The baker is unwell. || It sleeps a lot."),
    ("P102", "La patronne est arrivée. || Elle a souri.", "The boss arrived. || It smiled."),
    (
        "P103",
        "La sénatrice a quitté la salle. || Elle reviendra jeudi.",
        "The senator left the room. || He will be back on Thursday.",
    ),
    ("P103", "Mme Diallo enseigne le droit. || Elle publie peu.", "Ms Diallo teaches law. || He publishes little."),
    ("P103", "Marc a raté son train. || Il viendra demain.", "Marc missed the train. || She will come tomorrow."),
    ("P103", "« Je pars », a-t-elle dit.", '"I am leaving," he said.'),
    ("P103", "À vingt ans, elle s'installe à Rome.", "At twenty, he moved to Rome."),
    (
        "P103",
        "L'avocate est formelle. || Selon elle, tout est faux.",
        "The lawyer is categorical. || According to him, it is all false.",
    ),
    ("P104", "La banque a licencié ses cadres.", "The bank dismissed her managers."),
    ("P104", "Le gouvernement a perdu sa majorité.", "The government lost his majority."),
    ("P104", "L'Espagne a rappelé son ambassadeur.", "Spain recalled her ambassador."),
    ("P104", "La reine a perdu sa couronne.", "The queen lost his crown."),
    ("P104", "Marie a vendu son appartement.", "Marie sold his flat."),
    ("P104", "Le roi a perdu sa couronne.", "The king lost its crown."),
    ("P104", "Les voisins ont vendu leur maison.", "The neighbours sold her house."),
    (
        "P104",
        "L'université a ouvert ses portes. || Son budget a doublé.",
        "The university opened its doors. || Her budget has doubled.",
    ),
    (
        "P104",
        "Le Portugal, qui a vendu ses barrages, importe du courant.",
        "Portugal, which sold his dams, imports electricity.",
    ),
    ("P105", "Les députés ont voté. || Ils partent en vacances.", "The MPs voted. || He is going on holiday."),
    ("P105", "Les vannes fuient. || Elles datent de 1980.", "The valves leak. || She dates from 1980."),
    ("P105", "Les joueuses disent qu'elles sont prêtes.", "The players say she is ready."),
    ("P106", "Il pleut sur Brest.", "He is raining on Brest."),
    ("P106", "Il faut purger le circuit.", "He is necessary to bleed the circuit."),
    ("P106", "Il y a deux vannes.", "He has two valves."),
    ("P106", "Il s'agit d'un prototype.", "He is a prototype."),
    ("P106", "Il est interdit de stationner.", "He is forbidden to park."),
    ("P106", "Il existe trois modèles.", "He exists three models."),
    ("P106", "Il a fallu évacuer le hameau.", "He had to evacuate the hamlet."),
    ("P106", "Il reste trois places.", "He has three seats left."),
    ("P106", "Il convient de vérifier le niveau.", "She is advisable to check the level."),
]

OKAY = [
    ("Le Titanic a sombré. || Il transportait un orchestre.", "The Titanic sank. || She was carrying an orchestra."),
    ("Il se trouve à Lyon avec sa sœur.", "He is in Lyon with his sister."),
    ("Il revient à Paris avec sa fille.", "He is returning to Paris with his daughter."),
    ("La victime a parlé. || On l'a entendue mardi.", "The victim spoke. || They interviewed him on Tuesday."),
    (
        "La mairie lance un concours. || Elle attend vos photos.",
        "The town hall is launching a contest. || It is waiting for your photos.",
    ),
    ("La police a fouillé la maison. || Elle n'a rien trouvé.", "Police searched the house. || They found nothing."),
    (
        "La présidence a démenti. || La ministre a confirmé : elle partira.",
        "The presidency denied it. || The minister confirmed it: she will go.",
    ),
    (
        "La banque a une nouvelle patronne. || Elle arrive de Londres.",
        "The bank has a new boss. || She comes from London.",
    ),
    ("La recrue a été blessée. || Elle est sortie de l'hôpital.", "The recruit was wounded. || He has left hospital."),
    ("La personne a été entendue. || Elle a été relâchée.", "The person was questioned. || He was released."),
    (
        "La réforme irrite Anne Petit. || Elle votera contre.",
        "The reform irritates Anne Petit. || She will vote against it.",
    ),
    ("La nuit tomba. || Elle alluma la lampe.", "Night fell. || She lit the lamp."),
    ("La corvette est rentrée. || Elle a été repeinte.", "The corvette is back. || She has been repainted."),
    ("La jument est malade. || Elle mange peu.", "The mare is ill. || She eats little."),
    ("Le ministre a lu le rapport. || Il est accablant.", "The minister read the report. || It is damning."),
    ("Le rapport vise le ministre. || Il a démissionné.", "The report targets the minister. || He has resigned."),
    (
        "L'enquête est close. || « C'est fini », a-t-elle soufflé.",
        'The investigation is closed. || "It is over," she whispered.',
    ),
    ("Marie a vu Paul. || Son frère était avec lui.", "Marie saw Paul. || His brother was with him."),
    (
        "La société a été créée par Rose Martin. || Son fils la dirige.",
        "The company was founded by Rose Martin. || Her son runs it.",
    ),
    ("Sa famille a quitté Oran, où elle est née.", "Her family left Oran, where she was born."),
    ("Après sa publication, elle a quitté la police.", "After it was published, she left the police."),
    ("Il faut que Luc vienne.", "He has to come, Luc."),
    ("Il est difficile à suivre.", "He is hard to follow."),
    ("Il reste à Paris.", "He is staying in Paris."),
    ("Il manque d'expérience.", "He lacks experience."),
    ("Il lui était impossible de travailler.", "She was unable to work."),
    ("Les gens disent ce qu'ils veulent.", "Everyone says what he wants."),
    ("Les juges ont entendu la mère. || Ils l'ont crue.", "The judges heard the mother. || She was believed."),
    ("Chacun défend son camp.", "Everyone defends his side."),
    ("On n'oublie pas ses parents.", "A man does not forget his parents."),
    (
        "Le Parlement a payé son enterrement, et elle repose à Rome.",
        "Parliament paid for her funeral, and she rests in Rome.",
    ),
    ("Les parents aiment leurs enfants.", "Parents love their children."),
    ("Claude a gagné. || Elle s'entraîne ici.", "Claude won. || She trains here."),
    (
        "Marc Petit a battu le record. || Il neigeait. || Le club l'a prolongé. || Il jouera dimanche.",
        "Marc Petit broke the record. || It snowed. || The club extended the contract. || He will play on Sunday.",
    ),
    (
        "La société a fermé. || Elle loge chez son frère depuis mars.",
        "The company closed. || She has been living with her brother since March.",
    ),
    ("La banque a porté plainte. || Elle a plaidé coupable.", "The bank filed a complaint. || She pleaded guilty."),
    (
        "Jeanne Petit a couru dimanche. || Il pleuvait. || Il ventait. || La mairie a réagi. || « Elle a tenu bon. »",
        'Jeanne Petit ran on Sunday. || It rained. || It was windy. || The town hall responded. || "She held on."',
    ),
    (
        "L'agence a recruté en mars. || Quand elle a pris ses fonctions, Anne Petit a tout changé.",
        "The agency recruited in March. || When she took up her post, Anne Petit changed everything.",
    ),
    (
        "Anne Petit a quitté Rouen. || Il pleuvait. || Il ventait. || Il neigeait. || La porte est close. || Elle part demain.",
        "Anne Petit left Rouen. || It rained. || It was windy. || It snowed. || The door is closed. || She leaves tomorrow.",
    ),
    (
        "J'ai fermé la fenêtre. || Elle n'arrête pas de me couper la parole.",
        "I closed the window. || She keeps interrupting me.",
    ),
    (
        "Il s'agit du budget de l'agence. || Elle part demain.",
        "It is about the agency's budget. || She leaves tomorrow.",
    ),
    ("Poutine a parlé. || Peut-être vaut-il mieux attendre.", "Putin spoke. || Perhaps it is better to wait."),
    ("Il est 8 heures.", "It is 8 o'clock."),
]

SUGGESTED = [
    ("La banque a licencié ses cadres.", "The bank dismissed her managers.", "her", "its / their"),
    ("Le four est chaud. || Il s'éteint tout seul.", "The oven is hot. || He switches off by itself.", "He", "It"),
    ("La sénatrice est partie. || Elle reviendra.", "The senator left. || He'll be back.", "He", "She"),
    ("Les députés ont voté. || Ils partent.", "The MPs voted. || He is leaving.", "He", "They"),
]


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_wrong(code: str, french: str, english: str) -> None:
    """The rule finds the pronoun."""
    assert code in found("P", french, english)


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """The family is silent."""
    assert found("P", french, english) == []


@pytest.mark.parametrize(("french", "english", "at_fault", "suggestion"), SUGGESTED)
def test_suggestion(french: str, english: str, at_fault: str, suggestion: str) -> None:
    """The span is the pronoun alone, without a contracted verb, and the suggestion has its capital."""
    (finding,) = findings("P", french, english)
    text = english.split(" || ")[-1]
    assert finding.target_span is not None
    assert text[finding.target_span.start : finding.target_span.end] == at_fault
    assert finding.suggestion == suggestion
