"""The forms of French verbs."""

from __future__ import annotations

import pytest

from tqcheck.lexicon import load
from tqcheck.lexicon.conjugation import forms


@pytest.mark.parametrize(
    ("verb", "among", "not_among"),
    [
        (
            "porter",
            "porte portent portons portait portera porterions porta portèrent portât porté portées portant",
            "port",
        ),
        ("manger", "mangeons mangeait mangions mange mangèrent mangea mangerait", "mangait mangons"),
        ("lancer", "lançons lançait lancions lance lancé lança", "lancait"),
        ("nettoyer", "nettoie nettoiera nettoyons nettoyait", "nettoye nettoyera"),
        ("payer", "paie paye paiera payera payons", ""),
        ("envoyer", "envoie enverra envoyait envoyé", "envoyera envoye"),
        ("renvoyer", "renvoie renverrait", "renvoyera"),
        ("jeter", "jette jettera jetait", "jète"),
        ("appeler", "appelle appellerait appelait", "appelera"),
        ("acheter", "achète achètera achetait", "achetra"),
        ("lever", "lève lèvera levait levé", "levera"),
        ("espérer", "espère espérera espèrera espérait", "espere"),
        ("protéger", "protège protégeons protégera", "protégons"),
        ("céder", "cède cédera cèdera", "céde"),
        ("chercher", "cherche cherchera", "chèrche"),
        ("arrêter", "arrête arrêtera", "arrète"),
        ("créer", "crée créera créé créée", "crèe"),
        ("finir", "finit finissons finira finissait finîmes finie finisse", "finent"),
        ("répartir", "répartit répartissent réparti", "répart"),
        ("repartir", "repart repartent reparti", "repartissait"),
        ("sentir", "sens sentent sentait sentirait", "sentissait"),
        ("appartenir", "appartient appartenait appartiendra appartint appartînt appartienne", "appartenira"),
        ("devenir", "devient devenaient deviendrait devinrent devenues", "devenit"),
        ("apprendre", "apprend apprenons apprennent apprit apprises apprendra", "apprendons"),
        ("rendre", "rend rendent rendit rendue rendra", "renent"),
        ("craindre", "craint craignent craignait craindra", "craindent"),
        ("résoudre", "résout résolvent résolu résoudra", "résoudent"),
        ("percevoir", "perçoit perçoivent percevait perçut percevra perçue", "percevoit"),
        ("revoir", "revoit revoient reverra revu", "revoira"),
        ("prévoir", "prévoit prévoira prévu", "prévera"),
        ("satisfaire", "satisfait satisfont satisfera satisfasse satisfit", "satisfaisent"),
        ("conduire", "conduit conduisent conduira conduisit", "conduient"),
        ("exclure", "exclut excluent exclura exclue", "excluse"),
        ("inclure", "inclut incluse inclus", "inclui"),
        ("reconnaître", "reconnaît reconnait reconnaissent reconnu reconnaîtrait", "reconnaîssent"),
        ("être", "est sont était sera fut été soit", "en un soie"),
        ("avoir", "a ont avait aura eut eu ait ayant", "en le y"),
        ("aller", "va vont ira allait alla aille allées", "allera"),
    ],
)
def test_forms(verb: str, among: str, not_among: str) -> None:
    """Forms that grammars give, and near misses that are none."""
    found = forms(verb)
    assert set(among.split()) - found == set()
    assert found & set(not_among.split()) == set()
    assert verb in found


def test_every_model_conjugates() -> None:
    """Each row's ending is itself a verb's, or the end of one."""
    assert [row["ending"] for row in load("french_verbs") if len(forms(row["ending"])) < 8] == []


def test_no_verb() -> None:
    """A word that is no infinitive has no forms."""
    with pytest.raises(ValueError, match="'maison' is no French infinitive"):
        forms("maison")
