"""Punctuation and quotation marks: wrong and okay pairs across the family (segments of a side parted by `` || ``)."""

from __future__ import annotations

import pytest
from rule_tables import found

WRONG = [
    ("Q101", "« La situation est sous contrôle », a écrit le préfet sur X.", '"All is well," the prefect wrote. on X.'),
    ("Q101", "Le vol AF 12 a été annulé à cause de la grève.", "Flight AF 12 was cancelled. because of the strike."),
    ("Q101", "L'appareil, vendu 300 euros, sortira en mai.", "The device. sold for 300 euros, will be out in May."),
    ("Q101", "Voir la documentation de Node.js pour en savoir plus.", "See the Node.js documentation. to learn more."),
    ("Q101", "Il est né à Lyon et vit à Paris.", "He was born in Lyon. and lives in Paris."),
    ("Q102", "Le maire salue « un geste fort » de l'État.", "The mayor welcomes “ a strong gesture” from the state."),
    ("Q102", "Il parle d'un « manque de courage ».", "He speaks of a “lack of courage “."),
    ("Q102", "Il parle d'un « manque de courage ».", "He speaks of a ”lack of courage”."),
    ("Q102", "La marque « Bio pour tous » disparaît.", "The « Organic for all » brand is disappearing."),
    (
        "Q102",
        "Le film « Les Enfants du large » sort mercredi.",
        "The film “Children of the Open Sea comes out on Wednesday.",
    ),
    ("Q102", "La loi (votée en juin) s'applique déjà.", "The law (passed in June already applies."),
    ("Q102", "La loi (votée en juin) s'applique déjà.", "The law passed in June) already applies."),
    ("Q102", "Cliquez sur le bouton [Envoyer] pour valider.", "Click the [Send button to confirm."),
    ("Q102", "Elle dénonce « une injustice » et fera appel.", 'She denounces "an injustice and will appeal.'),
    ("Q102", "Elle dénonce « une injustice » et fera appel.", 'She denounces " an injustice " and will appeal.'),
    ("Q103", "Où sont passés les fonds ?", "Where did the funds go ?"),
    ("Q103", "Attention ! La surface est chaude.", "Caution ! The surface is hot."),
    ("Q103", "Le chômage touche 8,2 % de la population.", "Unemployment affects 8.2 % of the population."),
    ("Q103", "Deux options : payer ou partir.", "Two options : pay or leave."),
    ("Q103", "Il pleut, il vente, il neige.", "It rains , it blows, it snows."),
    ("Q103", "Il est parti ; elle est restée.", "He left ; she stayed."),
    ("Q104", "Le gouvernement cédera-t-il à la pression ?", "The government will give in to pressure."),
    ("Q104", "Voulez-vous vraiment supprimer ce dossier ?", "You really want to delete this folder."),
    ("Q104", "Les résultats seront connus mardi.", "Will the results be known on Tuesday?"),
    (
        "Q104",
        "Le train a percuté une voiture arrêtée sur un passage à niveau.",
        "The train hit a car that had stopped on a",
    ),
    (
        "Q104",
        "Les candidats ont jusqu'à vendredi pour déposer leur dossier complet.",
        "Candidates have until Friday to submit their complete application,",
    ),
    (
        "Q104",
        "La banque centrale a relevé ses taux pour lutter contre l'inflation.",
        "The central bank raised its rates to fight against",
    ),
    ("Q105", "Le procès s'ouvre lundi.", "The trial opens on Monday.."),
    ("Q105", "Pourquoi maintenant ?", "Why now?."),
    ("Q105", "Le blé, le maïs et le soja sont touchés.", "Wheat,, maize and soya are affected."),
    ("Q105", "Selon lui, rien ne presse.", "According to him., there is no rush."),
]

OKAY = [
    ("Le projet coûtera env. 3 millions.", "The project will cost approx. three million."),
    ("Ils ont attendu... en vain.", "They waited... in vain."),
    ("Ouvrez config.py et modifiez la ligne.", "Open config.py and edit the line."),
    ("Washington (États-Unis) a réagi.", "The U.S. has reacted, says Gov. de la Cruz."),
    ("Il travaille pour Apple Inc. depuis dix ans.", "He has worked for Apple Inc. for ten years."),
    ("L'iPhone se vend bien.", "It sells well. iPhone sales rose."),
    ("Le maire salue « un geste fort ».", "The mayor welcomes “a strong gesture”."),
    ("« Il m'a dit : “viens” », a-t-elle raconté.", "“He told me: ‘come’,” she said."),
    ("« Nous avons peur. || Nous partons demain », dit-elle.", "“We are afraid. || We leave tomorrow,” she says."),
    ("« Nous avons peur. || Nous partons demain », dit-elle.", '"We are afraid. || We leave tomorrow," she says.'),
    ("L'écran de 24 pouces coûte 300 euros.", 'The 24" screen costs 300 euros.'),
    ("1) Ouvrez le capot.", "1) Open the hood."),
    ("Les années 1990 étaient calmes.", "The '90s were calm in the farmers' fields."),
    ("Merci :)", "Thanks :)"),
    ("Le taux est de 5 %.", "The rate is 5%."),
    ("Comment faire ?", "How?"),
    ("Il se demande si elle viendra.", "He wonders if she will come."),
    ("Pouvez-vous fermer la porte ? Merci.", "Please close the door. Thank you."),
    ("Nouvelles du monde.", "World news"),
    ("Le règlement", "The regulations"),
    ("Il a dit : « Pourquoi ? »", "He said, “Why?”"),
    ("« Qui paiera ? », demande-t-il.", "“Who will pay?” he asks."),
    ("Il est né à Washington D.C.", "He was born in Washington D.C."),
    ("Pas question !", "No way!!"),
    ("Il vit aux États-Unis, à Boston.", "He lives in the U.S., in Boston."),
    ("Etc., etc.", "Etc., etc."),
    ("Exécutez cd ../bin.", "Run cd ../bin."),
    ("Utilisez l'opérateur ? : en C.", "Use the ? : operator in C."),
    ("Le dosage (de 10 à 20 ml) dépend du poids.", "The dosage - from 10 to 20 ml - depends on weight."),
    ("Le ministre a dit qu'il partirait.", "The minister said: “I will leave.”"),
]


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_wrong(code: str, french: str, english: str) -> None:
    """The rule finds the fault."""
    assert code in found("Q", french, english)


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """The family is silent."""
    assert found("Q", french, english) == []
