"""Names: wrong and okay pairs across the family, and how far the lists reach."""

from __future__ import annotations

import pytest
from rule_tables import found

from tqcheck.lexicon.names import acronyms, exonyms, names_in_context, transliterations

WRONG = [
    ("E101", "Le Danube traverse Vienne.", "The Danube flows through Vienne."),
    ("E101", "Les vins de la Bourgogne voyagent.", "The wines of Bourgogne travel."),
    ("E101", "Guillaume le Conquérant régna vingt ans.", "Guillaume le Conquérant reigned for twenty years."),
    ("E101", "Ératosthène mesura la Terre.", "Ératosthène measured the Earth."),
    ("E101", "Des pêcheurs ont traversé la Manche.", "Fishermen crossed the Manche."),
    ("E101", "Moïse reçut la Loi au Sinaï.", "Moïse received the Law on Mount Sinai."),
    ("E101", "Des troupes gardent le golfe de Botnie.", "Troops guard the golfe de Botnie."),
    ("E101", "Les Dunkerquois ont perdu à domicile.", "The Dunkerquois lost at home."),
    ("E102", "À Riyad, Nadjib Hachemi a démissionné.", "In Riyadh, Nadjib Hachemi resigned."),
    ("E102", "Le Japonais Kentarô Uchida a gagné.", "Japan's Kentarô Uchida won."),
    ("E102", "Igor Bondartchouk se présente.", "Igor Bondartchouk is standing."),
    ("E102", "Zaza Managachvili est élu.", "Zaza Managachvili is elected."),
    ("E103", "Deux ONG ont protesté.", "Two ONGs protested."),
    ("E103", "La BCE relève ses taux.", "The BCE is raising its rates."),
    ("E103", "La RDC accuse le Rwanda.", "The RCD accuses Rwanda; RDC troops advance."),
    ("E103", "Les émissions de GES reculent.", "GES emissions are falling."),
    ("E104", "M. Kerbouzec a parlé.", "M Kerbouzec spoke."),
    ("E105", "La Côte d'Ivoire vote dimanche.", "The Coast of Ivory votes on Sunday."),
    ("E105", "Le siècle des Lumières commence.", "The century of lights begins."),
    ("E109", "Claire Garanger a dénoncé Luc Tessandier.", "Luc Tessandier denounced Claire Garanger."),
    ("E109", "Le train va de Gênes à Bâle.", "The train goes from Basel to Genoa."),
    ("E111", "L'Assemblée nationale a voté.", "The Senate has voted."),
    ("E111", "La BCE a relevé ses taux.", "The Federal Reserve raised its rates."),
    ("E111", "Un soldat slovène est blessé.", "A Slovak soldier was wounded."),
    ("E111", "Le juge a reçu Sylvie Garanger.", "The judge received Sylvie Tessandier."),
    ("E101", "Benoît XIII s'enfuit à Avignon.", "Benoît XIII fled to Avignon."),
    ("E101", "Victor-Emmanuel Ier abdiqua.", "Victor-Emmanuel Ier abdicated."),
    ("E101", "Othon II mourut à Rome.", "Othon II died in Rome."),
    ("E101", "Aggée et Sophonie sont des prophètes.", "Aggée and Sophonie are prophets."),
    ("E101", "Les Mérovingiens régnaient encore.", "The Mérovingiens still reigned."),
    ("E101", "Le marbre de Carrare est blanc.", "Marble from Carrare is white."),
    ("E105", "M. Boulanger est absent.", "Mr Baker is away."),
    ("E105", "Le maire, Paul Dumoulin, a voté.", "The mayor, Paul of the Mill, has voted."),
    ("E105", "Elle habite rue de la Paix.", "She lives in Peace Street."),
    ("E105", "Il lit Le Courrier picard.", "He reads the Picardy Courier."),
    ("E105", "Ils partent pour Lourdes.", "They are leaving for Heavy."),
    ("E105", "Elle relit L'Attrape-cœurs.", "She is rereading The Heart Catcher."),
    ("E105", "Le mercredi des Cendres approche.", "Wednesday of Ashes is near."),
    ("E105", "Le parquet de Paris enquête.", "The Paris parquet is investigating."),
    ("E107", "Le professeur Kerbouzec opère.", "Teacher Kerbouzec is operating."),
    ("E107", "Madame Kerbouzec préside.", "Mr Kerbouzec is in the chair."),
    ("E110", "Koulechov ment. || On cherche Koulechov.", "Kuleshov is lying. || They want Koulyeshov."),
    ("E111", "M. Garanger a voté.", "Mr Tessandier has voted."),
    ("E111", "Le juge a reçu Sylvie Garanger.", "The judge received Thomas Garanger."),
    ("E111", "Le juge a reçu Pierre Garanger.", "The judge received Peter Garanger."),
    ("E111", "Le juge a reçu Sylvie Garanger.", "The judge received Thomas Kowalski."),
    ("E111", "La CFDT a signé l'accord.", "The CGT has signed the agreement."),
    ("E111", "Elle est née à Varsovie.", "She was born in Lisbon."),
    ("E111", "Elle vit à Grenoble.", "She lives in Lisbon."),
    ("E111", "La Guinée-Bissau vote.", "Equatorial Guinea is voting."),
    ("E111", "Le canal de Suez est bloqué.", "The Panama Canal is blocked."),
    ("E111", "Le Parti travailliste l'emporte.", "The Conservative Party has won."),
    ("E101", "Ecbatane est tombée.", "Ecbatane has fallen."),
    ("E101", "Ismaïl Kadaré publie un roman.", "Ismaïl Kadaré is publishing a novel."),
    ("E102", "Le général Skouratov a démenti.", "General Skouratov denied it."),
    ("E102", "En Irak, Hachim Rachidi est libre.", "In Iraq, Hachim Rachidi is free."),
    ("E102", "La ville de Tchervonohrad est privée d'eau.", "The city of Tchervonohrad has no water."),
    ("E103", "Le déficit atteint 3 points de PIB.", "The deficit is 3 points of PIB."),
    ("E103", "Des représentants d'ONG ont parlé.", "Representatives of ONGs spoke."),
    ("E103", "La Banque centrale européenne (BCE) agit.", "The European Central Bank (BCE) is acting."),
    ("E104", "Me Kerbouzec, l'avocat, plaidera.", "Me Kerbouzec, the lawyer, will plead."),
    ("E104", "« C'est faux », dit Me Claire Kerbouzec.", '"That is false," says Me Claire Kerbouzec.'),
    ("E105", "Le Hamas tient la bande de Gaza.", "Hamas holds the Gaza band."),
    ("E105", "Le match a lieu au Parc des Princes.", "The match is at the Park of the Princes."),
    ("E106", "M. Mélenchon a protesté.", "Mr Melanchon protested."),
    ("E106", "La RATP embauche.", "The RAPT is hiring."),
    ("E107", "Monsieur le président, merci.", "Mister the president, thank you."),
    ("E107", "Frère Roger fonda la communauté.", "His brother Roger founded the community."),
    ("E108", "Lens, Metz et Saint-Malo sont qualifiés.", "Lens and Metz are through."),
    ("E108", "L'Allemagne, la Pologne et la Hongrie refusent.", "Germany and Hungary refuse."),
    ("E109", "L'Ukraine est menacée par la Russie.", "Russia is threatened by Ukraine."),
    ("E109", "La Pologne accuse la Russie.", "Russia accuses Poland."),
    ("E111", "La cour d'assises l'a condamné.", "The court of appeal sentenced him."),
    ("E111", "Le Bundesrat a voté.", "The Bundestag has voted."),
    ("E112", "Tervexal se tait. || La firme Tervexal ferme.", "It is silent. || The firm is closing."),
]

OKAY = [
    ("La Vienne est en crue à Limoges.", "The Vienne is in flood in Limoges."),
    ("Il court le Tour de Bourgogne.", "He is riding in the Tour de Bourgogne."),
    ("César Baldaccini sculptait.", "César Baldaccini was a sculptor."),
    ("Le musée Moïse-Kisling rouvre.", "The Moïse Kisling museum is reopening."),
    ("Le département de la Manche vote.", "The department of Manche is voting."),
    ("Au Maroc, Nadjib Hachemi a démissionné.", "In Morocco, Nadjib Hachemi resigned."),
    ("François Richier, ambassadeur à Téhéran, est reçu.", "François Richier, ambassador to Tehran, was received."),
    ("Martine Bondartchouk est maire.", "Martine Bondartchouk is mayor."),
    ("La CGT et le MEDEF discutent.", "The CGT and MEDEF are talking."),
    ("Les Langlois ont vendu.", "The Langlois have sold up."),
    ("Le Sénat et l'Assemblée nationale votent.", "The Senate and the National Assembly are voting."),
    ("Pékin accuse Washington.", "China accuses the United States."),
    ("Il le dit en allemand.", "He says so in English."),
    ("Merkel reçoit le Premier ministre grec.", "The German chancellor is receiving Athens's prime minister."),
    ("Le juge a reçu Sylvie Koulechova.", "The judge received Sylvie Kuleshova."),
    ("Claire Garanger a rencontré Luc Tessandier.", "Luc Tessandier met Claire Garanger."),
    ("Claire Garanger a dénoncé Luc Tessandier.", "Luc Tessandier was denounced by Claire Garanger."),
    ("Garanger, qu'a dénoncée Tessandier, se tait.", "Garanger, whom Tessandier denounced, is silent."),
    ("Le train va de Gênes à Bâle.", "The train goes from Genoa to Basel."),
    ("Benoît XIII s'enfuit à Avignon.", "Benedict XIII fled to Avignon."),
    ("Le lycée Henri-IV recrute.", "The Lycée Henri-IV is recruiting."),
    ("Dominique a perdu.", "Dominique lost."),
    ("M. Boulanger est absent.", "Mr Boulanger is away."),
    ("Le boulanger est absent.", "The baker is away."),
    ("Elle habite rue de la Paix.", "She lives in Rue de la Paix."),
    ("On signera la paix dans la rue.", "Peace will be signed in the street."),
    ("M. Garanger a voté.", "Mr Garanger has voted."),
    ("M. Poutine a voté.", "Mr Putin has voted."),
    ("Il a reçu Pierre Abélard.", "He received Peter Abelard."),
    ("Le pape Jean Chrysostome a prêché.", "Pope John Chrysostom preached."),
    ("La CFDT a signé l'accord.", "The union has signed the agreement."),
    ("L'OMS et la CPI protestent.", "The WHO and the ICC are protesting."),
    ("Elle est née à Varsovie.", "She was born in Poland."),
    ("Elle vit à Grenoble. || Il est à Lisbonne.", "She lives in Grenoble. || He is in Lisbon."),
    ("Il l'a dit à Lisbonne.", "He told her so in Lisbon."),
    ("Dennis M. Kerbouzec a parlé.", "Dennis M. Kerbouzec spoke."),
    ("Le professeur Kerbouzec opère.", "Professor Kerbouzec is operating."),
    ("Koulechov ment. || On cherche Koulechov.", "Kuleshov is lying. || They want him."),
    ("Avec ALENA, la styliste a séduit.", "With ALENA, the designer was a hit."),
    ("La ministre était à TVA dimanche.", "The minister was on TVA on Sunday."),
    ("Selon BCE, le client paiera.", "According to BCE, the customer will pay."),
    ("La mine de Mes Aynak est ancienne.", "The Mes Aynak mine is ancient."),
    ("Le Kremlin se tait. || Paul Courtine filme.", "The Kremlin is silent. || Paul Courtine is filming."),
    ("En Irak, Paul Charbonneau filme.", "In Iraq, Paul Charbonneau is filming."),
    ("Michel Vlassov préside le club.", "Michel Vlassov chairs the club."),
    ("À bout de souffle, il s'arrêta.", "Out of breath, he stopped."),
    ("L'Ukraine est menacée par la Russie.", "Russia is threatening Ukraine."),
    ("La France accueille l'Italie.", "Italy is playing France."),
    ("Lens, Metz et Brest sont qualifiés.", "Lens, Metz and Brest are through."),
    ("Paris, Lens et Metz sont candidates.", "The capital, Lens and Metz are bidding."),
    ("Sa sœur Emmanuelle vivait là.", "Her sister Emmanuelle lived there."),
    ("Les Kerbouchards sont là.", "The Kerbouchard family is here."),
    ("Le maire de Kraloce a parlé.", "The mayor of Kralove spoke."),
]


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_found(code: str, french: str, english: str) -> None:
    """The rule finds it."""
    assert code in found("E", french, english)


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_passed(french: str, english: str) -> None:
    """No rule of the family says anything."""
    assert found("E", french, english) == []


def test_lists_reach_far() -> None:
    """Hundreds of names and acronyms are known: a list cut short by a broken row would show here."""
    assert sum(map(len, exonyms().values())) >= 4000
    assert sum(map(len, transliterations().values())) >= 2200
    assert sum(map(len, acronyms().values())) + sum(map(len, names_in_context().values())) >= 300
