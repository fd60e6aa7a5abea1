"""Missing, added and untranslated text: wrong and okay pairs across the families O and U.

The pairs under ``WITH_ENCODER`` need the word alignment; the others are settled without it.
"""

from __future__ import annotations

import pytest
from rule_tables import found

from tqcheck.encoder import Encoder
from tqcheck.linking import EncoderLinker
from tqcheck.rules import select_rules
from tqcheck.rules.examine import examine_texts
from tqcheck.types import Severity

WRONG = [
    ("O101", "Le pont est fermé. || La déviation passe par le village voisin.", "The bridge is closed. || "),
    ("O101", "Coupez l'alimentation. || Retirez le filtre.", " || Remove the filter."),
    ("O102", "Le juge a tranché. || ", "The judge has ruled. || The appeal will be heard in spring."),
    ("O105", "La commission a auditionné hier les responsables de la banque sur leurs pertes.", "Hearing yesterday."),
    ("O105", "L'agence a publié la liste des produits qui devront être retirés de la vente.", "The agency did."),
    (
        "O105",
        "Le match prévu samedi soir à Lille a été reporté.",
        "The match that was scheduled for Saturday evening in Lille was postponed, the club said in a statement, adding that supporters who bought tickets at the counter could have them refunded within two weeks at any of the shops of the city centre or by post, or keep them for the new date.",
    ),
    ("O106", "La séance est levée à dix-neuf heures.", "La séance est levée à dix-neuf heures."),
    ("O106", "Toutes les données ont été effacées.", "Toutes les données ont été effacées."),
    ("O106", "Il faut redémarrer le routeur", "Il faut redémarrer le routeur"),
    ("U101", "Le notaire a convoqué les héritiers.", "The notary summoned the héritiers."),
    ("U101", "La grève paralyse les aiguilleurs du ciel.", "The strike paralyses the aiguilleurs."),
    ("U101", "Les pompiers ont maîtrisé l'incendie.", "The pompiers brought the fire under control."),
    ("U101", "Insérez la clé dans la serrure.", "Insert the key into the serrure."),
    ("U101", "Les bénévoles distribuent des repas.", "The bénévoles hand out meals."),
    ("U101", "Le greffier a lu l'acte.", "The greffier read out the document."),
    ("U101", "Un colis suspect a été trouvé.", "A suspicious colis was found."),
    ("U101", "Les lycéens ont manifesté.", "The lycéens demonstrated."),
    ("U101", "Le navire transportait des conteneurs.", "The ship was carrying conteneurs."),
    ("U101", "Vérifiez le niveau d'huile du moteur.", "Check the huile level of the engine."),
    ("U101", "La sécheresse menace les récoltes.", "The sécheresse threatens the harvest."),
]

WITH_ENCODER = [
    (
        "O103",
        "Le ministre, qui revenait d'un voyage en Asie, a présenté son plan de relance devant les députés.",
        "The minister presented his recovery plan to MPs.",
    ),
    (
        "O103",
        "La vieille usine chimique, abandonnée depuis vingt ans, sera transformée en logements.",
        "The factory will be converted into housing.",
    ),
    (
        "O103",
        "Avant toute intervention, coupez l'alimentation électrique et portez des gants isolants.",
        "Before any work, cut off the power.",
    ),
    (
        "O103",
        "Les deux hommes ont été arrêtés mardi soir à la frontière espagnole alors qu'ils transportaient des armes.",
        "The two men were arrested on Tuesday evening.",
    ),
    (
        "O103",
        "Elle a obtenu le prix du meilleur film à Cannes, devant une dizaine de concurrents internationaux.",
        "She won the prize for best film at Cannes.",
    ),
    (
        "O103",
        "Le texte, adopté par le Sénat après de longs débats, entrera en vigueur en janvier.",
        "The text will come into force in January.",
    ),
    (
        "O103",
        "La tarte contient des pommes, des poires, des prunes et du miel.",
        "The tart contains apples, pears and honey.",
    ),
    (
        "O103",
        "La police a saisi des armes, des voitures, des bijoux et de l'argent.",
        "The police seized weapons, cars and money.",
    ),
    (
        "O104",
        "Le train partira dans la nuit de lundi à mardi.",
        "The train will leave on Monday night for security reasons.",
    ),
    (
        "O104",
        "La bibliothèque sera fermée lundi.",
        "The library will be closed on Monday because the president of Brazil has cancelled his visit.",
    ),
    (
        "O104",
        "Le taux directeur reste inchangé.",
        "The key rate remains unchanged, and football supporters celebrated their victory in the streets.",
    ),
    ("O104", "Vissez le couvercle.", "Screw on the lid and call your doctor about the allergy treatment."),
]

OKAY = [
    (
        "Le pont est fermé. || La déviation passe par le village.",
        "The bridge is closed. || The diversion goes through the village.",
    ),
    ("Le pont est fermé. || * * *", "The bridge is closed. || "),
    ("Le pont est fermé. || 12", "The bridge is closed. || "),
    ("Chapitre 3 : la chute", "Chapter 3: The Fall"),
    ("Sauvegarder", "Save"),
    ("Air France-KLM Group SA", "Air France-KLM Group SA"),
    ("git commit -m message", "git commit -m message"),
    ("Paris, Lyon, Marseille et Lille", "Paris, Lyon, Marseille and Lille"),
    ("Roméo et Juliette", "Roméo et Juliette"),
    (
        "En ce qui concerne la question de savoir s'il faut ou non partir, il hésite.",
        "As to whether to leave, he hesitates.",
    ),
    ("Il a visité le château de Chambord.", "He visited the château of Chambord."),
    ("La détente fut brève.", "The détente was brief."),
    ("Il a lu « Les Misérables ».", "He read Les Misérables."),
    ("Le « terroir » compte.", 'The "terroir" matters.'),
    ("Son protégé a gagné.", "His protégé won."),
    ("Il a mangé un croissant.", "He ate a croissant."),
    ("La commune de Dijon a voté.", "The commune of Dijon voted."),
    ("Il joue à la pétanque.", "He plays pétanque."),
    ("Une question de savoir-faire.", "A matter of savoir-faire."),
    ("La « laïcité » (sécularisme) divise.", "The laïcité (secularism) debate divides people."),
    ("Il a dit « bonjour » et il est parti.", 'He said "bonjour" and left.'),
]

OKAY_WITH_ENCODER = [
    (
        "Le ministre, qui revenait d'un voyage en Asie, a présenté son plan.",
        "Back from a trip to Asia, the minister presented his plan.",
    ),
    (
        "Le prix du pain a augmenté de façon significative au cours des derniers mois.",
        "Bread prices have risen sharply in recent months.",
    ),
    (
        "Il n'y a pas lieu de s'inquiéter outre mesure à ce stade de la procédure.",
        "There is no need to worry too much at this point.",
    ),
    ("Il a fait savoir qu'il n'avait pas l'intention de se présenter.", "He said he would not run."),
    ("La Maison Blanche a fait part de sa préoccupation.", "The White House voiced concern."),
    (
        "Dans les magasins, le prix de la farine et du pain a monté.",
        "The price of flour and bread has gone up in shops.",
    ),
    ("La tarte contient des pommes, des poires et du miel.", "The tart contains apples, pears and honey."),
    (
        "L'Organisation mondiale de la santé (OMS) a publié le rapport.",
        "The World Health Organization published the report.",
    ),
    ("Il devrait en sortir un nouveau roi.", "A new king should emerge from the tournament."),
    ("Non seulement il chante, mais il danse aussi.", "He sings and dances too."),
    ("Le taux directeur reste inchangé.", "The key interest rate was left where it was."),
]


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_wrong(code: str, french: str, english: str) -> None:
    """The rule finds the fault without an encoder."""
    assert code in found(code[0], french, english)


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """Both families are silent."""
    assert found("O", french, english) + found("U", french, english) == []


@pytest.mark.parametrize(("code", "french", "english"), WITH_ENCODER)
def test_wrong_with_encoder(code: str, french: str, english: str, encoder: Encoder) -> None:
    """The rule finds the fault from the word alignment."""
    assert code in found("O", french, english, EncoderLinker(encoder))


@pytest.mark.parametrize(
    ("french", "english", "headline"),
    [
        (
            "La mairie ferme trois écoles à cause de l'épidémie qui touche la région",
            "Town hall closes three schools",
            True,
        ),
        (
            "La mairie ferme trois écoles à cause de l'épidémie qui touche la région.",
            "The town hall is closing three schools.",
            False,
        ),
    ],
)
def test_headlines_are_condensed(french: str, english: str, headline: bool, encoder: Encoder) -> None:
    """What a headline leaves out is advice."""
    ((finding,),) = examine_texts([french], [english], select_rules(["O103"]), linker=EncoderLinker(encoder))
    assert (finding.severity is Severity.NEUTRAL) is headline


@pytest.mark.parametrize(("french", "english"), OKAY_WITH_ENCODER)
def test_okay_with_encoder(french: str, english: str, encoder: Encoder) -> None:
    """A free rendering that leaves nothing out passes."""
    assert found("O", french, english, EncoderLinker(encoder)) == []
