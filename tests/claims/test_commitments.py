"""Commitments: sentences that commit, traps that do not, lists, who is bound and by when."""

import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from claimex.extract import extract
from claimex.schema import Commitment

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "commitments.toml").read_text("utf-8"))["case"]


def commitments_in(text: str, nlp: Language, *, published: str = "2026-01-13") -> list[Commitment]:
    return [claim for claim in extract(text, published=published, nlp=nlp).claims if isinstance(claim, Commitment)]


def described(claim: Commitment) -> str:
    negated = " negated" if claim.negated else ""
    deadline = f" by {claim.deadline.span.text}" if claim.deadline else ""
    return f"{claim.head.text} {claim.force} {claim.factuality}{negated}{deadline}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_reads_the_commitments_of_a_sentence(case, nlp):
    assert [described(claim) for claim in commitments_in(case["text"], nlp)] == case["heads"]


ACTORS = [
    ("« Nous rappellerons les réservistes », martèle le PDG de Valdor, Paul Mercier.", ["Valdor"]),
    ("Le ministre de la Santé, Paul Mercier, a promis de rouvrir la maternité.", ["Paul Mercier"]),
    ("Le Sénégal et la Gambie se sont engagés à construire un pont.", ["Sénégal", "Gambie"]),
    ("Le collège communal, promet le bourgmestre, consultera les habitants.", ["collège communal"]),
    ("L'UDC, elle, déposera un contre-projet.", ["UDC"]),
    ("Les salariés menacent de bloquer le site.", []),
    ("Le PDG de Valdor, Paul Mercier, a annoncé la suppression de 800 postes.", ["Valdor"]),
    ("Le maire de Lens, Paul Mercier, a annoncé la vente du stade.", ["Paul Mercier"]),
    ("« Tout va bien », a dit le PDG de Valdor, Paul Mercier, sur RTL. Un train sur trois sera supprimé.", ["Valdor"]),
    ("Renault, qui emploie 9 000 personnes, dont 3 000 en France, compte recruter 700 salariés.", ["Renault"]),
    ("Un investissement de 2 millions d'euros, annoncé par la région Grand Est, permettra d'agir.", ["Grand Est"]),
    ("« Pas question d'abolir ce texte », a tranché Paul Mercier.", ["Paul Mercier"]),
    ("Une caserne sera construite à Albi par le département du Tarn.", ["Tarn"]),
    ("L'aide devra être versée avant le 30 juin, a assuré le ministère de l'Économie.", ["ministère de l'Économie"]),
    ("L'ouverture de 40 places est prévue en 2027, selon la mairie de Tours.", ["mairie de Tours"]),
    ("« La rue est sûre », assure Paul Mercier. Et de promettre d'ouvrir un poste de police.", ["Paul Mercier"]),
    ("« Nous allons soumettre ce texte », dit Paul Mercier, de la CGT.", ["CGT"]),
    ("Le député UDI de la Marne, Paul Mercier, propose de supprimer la taxe.", ["Paul Mercier"]),
    ("L'État du Bénin a décidé de fixer le prix du coton.", ["État du Bénin"]),
    ("Les salariés de Renault ont annoncé une grève illimitée.", []),
    ("Un amendement du sénateur Paul Mercier, qui vise à taxer les yachts, a été adopté.", ["Paul Mercier"]),
    ("Le PS, le parti du maire de Lens, souhaite supprimer la taxe.", ["PS"]),
    ("Les syndicats CGT Cheminots et Unsa Ferroviaire annoncent une grève.", ["CGT Cheminots", "Unsa Ferroviaire"]),
    ("Parmi les promesses de Paul Mercier figure la rénovation du port.", ["Paul Mercier"]),
    ("Nathalie Perrin a détaillé son budget pour l'État. Deux lits seront créés.", ["Nathalie Perrin"]),
    ("La présidente du groupe écologiste, Anne Petit, annonce le dépôt d'une motion.", ["Anne Petit"]),
    ("Alstom a perdu une vente. L'exécutif français veut réduire le nombre de députés.", ["exécutif français"]),
    ("Valdor ferme un site\n\nLe fabricant Valdor recule.\n\nLe marché baisse.\n\nDix lits seront créés.", ["Valdor"]),
    ("Valdor et Mertens vont mal.\n\nLe marché baisse.\n\nDix lits seront créés.", []),
    ("Le préfet Paul Mercier communique :\n\n« Le bilan est lourd.\n\nJe fermerai ce pont. »", ["Paul Mercier"]),
    ("« Notre objectif est de vendre », dit le PDG de Valdor, Paul Mercier.", ["Valdor"]),
    ("« Mon objectif est de vendre », dit le PDG de Valdor, Paul Mercier.", ["Paul Mercier"]),
    ("Valdor recule.\n\nLe fabricant Valdor perd pied.\n\nLa direction va supprimer dix lits.", ["Valdor"]),
    ("Valdor et Mertens reculent.\n\nLa direction va supprimer dix lits.", []),
    ("Le préfet Paul Mercier communique :\n\n« Le bilan est lourd. Je fermerai ce pont. »", ["Paul Mercier"]),
    (
        "La mairie de Dax cherche 3 millions d'euros. À Dax, la mairie est inquiète.\n\nDeux écoles seront fermées.",
        ["mairie de Dax"],
    ),
    (
        "Le Danemark et la Norvège ont livré dix avions. Les deux pays entendent former les pilotes.",
        ["Danemark", "Norvège"],
    ),
    (
        "Le député Paul Roy et la sénatrice Anne Sol ont écrit. Les deux élus comptent voter non.",
        ["Paul Roy", "Anne Sol"],
    ),
    ("Les deux syndicats sont en colère\n\nLa CGT et SUD-Rail proposent une grève.", ["CGT", "SUD-Rail"]),
    ("La région Occitanie et l'État financeront la ligne à parts égales.", ["Occitanie", "État"]),
    ("Le maire de Lens et la préfète annoncent la fermeture du stade.", ["maire de Lens", "préfète"]),
    (
        "Le budget a été voté par le conseil municipal de Sens. Celui-ci prévoit d'acheter le château.",
        ["conseil municipal de Sens"],
    ),
    ("La SNCF est en retard. Cette dernière prévoit de maintenir les TGV.", ["SNCF"]),
    ("L'usine sera rénovée par la Ville de Sens et le Département.", ["Ville de Sens", "Département"]),
    (
        "Ce sont Jean Delorme et Paul Ravel. Leur plan prévoit le départ de 40 salariés.",
        ["Jean Delorme", "Paul Ravel"],
    ),
    ("Léa Marchand mène la liste écologiste. Son programme prévoit la gratuité des bus.", ["Léa Marchand"]),
    ("Paul Roy est ministre. Ottawa a annoncé qu'il verserait 40 millions de dollars.", ["Ottawa"]),
    ("La mairie de Sens va fermer deux rues.\n\nL'objectif est de créer 20 km de pistes.", ["mairie de Sens"]),
    ("Lyon est capitale verte. Cette ville s'est engagée à fermer dix parkings.", ["Lyon"]),
    ("L'Allemagne a reçu la France. Le pays compte livrer des chars.", ["Allemagne"]),
    (
        "La Première ministre, Anne Petit, soutient le gouvernement. « Nous verserons les aides », a-t-elle dit.",
        ["gouvernement"],
    ),
    ("Le directeur du CHU de Nantes, Paul Roy, a annoncé l'ouverture de 20 lits.", ["CHU de Nantes"]),
    ("Le recteur de l'académie de Lille, Paul Roy, a annoncé la fermeture de 12 classes.", ["Paul Roy"]),
    ("Le porte-parole du gouvernement, Paul Roy, a annoncé la suppression de la taxe.", ["gouvernement"]),
    ("La CGT et FO ont signé. Les deux syndicats souhaitent multiplier les grèves.", ["CGT", "FO"]),
    ("Anne Petit préside. Bruno Roy confie que « l'idée est de rouvrir le musée en juillet ».", ["Bruno Roy"]),
    ("Renault recrute. Son directeur général, Luc Roy, a annoncé l'ouverture de deux usines.", ["Renault"]),
    ("Le PLR recule. Son président, Luc Roy, annonce un référendum.", ["Luc Roy"]),
    ("Interrogé par l'AFP, un porte-parole de Renault a confirmé que l'usine fermerait.", ["Renault"]),
    ("Renault recule. Le porte-parole du groupe, Luc Roy, a annoncé la fermeture de deux sites.", ["Renault"]),
    ("Le FC Sens va mal. Le président du club, Luc Roy, a annoncé la vente du stade.", ["Luc Roy"]),
    ("La France a vendu dix avions. Le Sénat a adopté une loi. Elle interdit la vente d'armes.", ["Sénat"]),
    ("La loi a été adoptée par le Sénat. Elle ouvre le marché aux sociétés privées.", ["Sénat"]),
    ("# Hausse planifiée de la taxe\n\nLe gouvernement a décidé de relever la taxe.", ["gouvernement"]),
    ("# Turquie : annulation du sommet\n\nLa Turquie a annoncé l'annulation du sommet.", ["Turquie"]),
    ("L'ancienne maire est battue. Le projet de Léa Roux est simple. Elle promet de refaire les rues.", ["Léa Roux"]),
    ("Le livre de Luc Roy parle de sa fille. La fille de Luc Roy écrit. Il veut ouvrir une école.", ["Luc Roy"]),
    ("Emmanuel Macron a surpris son camp hier soir en annonçant sa candidature.", ["Emmanuel Macron"]),
    ("Luc Roy présente son bilan. La société de péage Vexor a annoncé qu'elle ne prendra rien aux taxis.", ["Vexor"]),
    ("La direction de Renault recule, selon Le Monde. La direction va supprimer dix lits.", ["Renault"]),
    ("Un communiqué de Nintendo confirme un nouveau jeu.", ["Nintendo"]),
    ("# La fresque de Sens sera vendue au Japon\n\nLa Norvège vendra la fresque en mars.", ["Norvège"]),
    (
        "# Fin du diesel actée\n\nLa métropole de Lyon a tranché lundi, après un long débat entre élus.",
        ["métropole de Lyon"],
    ),
    ("« Je ne fermerai aucune école », a juré la maire de Lyon, Nathalie Perrin.", ["Nathalie Perrin"]),
]


LAST_ACTORS = [
    (
        "Le préfet Luc Roy a signé un arrêté. La justice avait bloqué le texte. Le nouvel arrêté entrera en vigueur "
        "le 3 mars.",
        ["Luc Roy"],
    ),
    (
        "Le Sénat débat. Le programme de Léa Roux est prêt. Elle promet de refaire les rues. Elle propose aussi la "
        "construction d'un pont.",
        ["Léa Roux"],
    ),
    (
        "Luc Roy ira à Lens le 3 mai, jour où il présentera son plan de rachat des terres, a indiqué l'Élysée. ",
        ["Luc Roy"],
    ),
    (
        "La maire, Anne Petit, a promis de planter 300 arbres. Le conseil régional a relevé le prix du billet, qui "
        "passera de 3 euros à 4 euros au 1er mars.",
        ["conseil régional"],
    ),
    (
        "La maire, Anne Petit, a promis de planter 300 arbres.\n\nLe conseil régional compte sur les usagers. Deux "
        "gares seront fermées en mars.",
        ["conseil régional"],
    ),
    (
        "Le budget est voté par la Ville de Sens. La Ville fermera deux rues. Le quai sera refait par le groupe "
        "Valmet. Deux ponts seront fermés.",
        ["Ville de Sens"],
    ),
]


@pytest.mark.parametrize(("text", "actors"), LAST_ACTORS)
def test_names_who_decides_behind_the_last_commitment(text, actors, nlp):
    assert [actor.name for actor in commitments_in(text, nlp)[-1].actors] == actors


@pytest.mark.parametrize(("text", "actors"), ACTORS)
def test_names_who_is_bound(text, actors, nlp):
    assert [actor.name for actor in commitments_in(text, nlp)[0].actors] == actors


BENEFICIARIES = [
    ("Le département promet aux familles de rouvrir le centre de loisirs.", "aux familles"),
    ("L'Allemagne livrera dix blindés à l'Ukraine.", "à l'Ukraine"),
    ("Le gouvernement va verser une prime de 100 euros à chaque foyer modeste.", "à chaque foyer modeste"),
    ("La région Bretagne débloque 2 millions d'euros en faveur des pêcheurs.", "en faveur des pêcheurs"),
    ("L'association Les Toits veut ouvrir une pension pour les sans-abri à Nevers.", "pour les sans-abri"),
    ("Le ministère annonce une aide pour les étudiants boursiers dès janvier.", "pour les étudiants boursiers"),
    ("La mairie va donner la parole à tous les habitants qui le souhaitent.", "à tous les habitants"),
    ("La région va ouvrir un lycée à Toulouse.", None),
    ("La ville va investir 3 millions d'euros pour un an de travaux.", None),
    ("La mairie va consacrer 2 millions d'euros à la voirie.", None),
    ("L'hôpital va envoyer dix infirmiers à Lyon.", None),
    ("Le gouvernement va réformer la loi pour réduire le déficit.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "beneficiary"), BENEFICIARIES)
def test_says_for_whom(text, beneficiary, nlp):
    claim = commitments_in(text, nlp)[0]
    assert (claim.beneficiary.text if claim.beneficiary else None) == beneficiary


CONDITIONS = [
    ("Si le Parlement vote le budget, le gouvernement baissera les impôts.", "Si le Parlement vote le budget"),
    ("Le gouvernement baissera les impôts si le Parlement vote le budget.", "si le Parlement vote le budget"),
    ("La ville plantera 300 arbres à condition que l'État paie.", "à condition que l'État paie"),
    ("La ville plantera 300 arbres, même si l'État refuse.", None),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_quotes_the_condition(text, condition, nlp):
    claim = commitments_in(text, nlp)[0]
    assert (claim.condition.text if claim.condition else None) == condition
    assert (claim.factuality == "hypothetical") == (condition is not None)


SPANS = [
    ("La mairie va rénover l'école, a-t-elle indiqué mardi.", "va rénover l'école"),
    ("La mairie va rénover l'école, contre l'avis des parents.", "va rénover l'école"),
    ("La mairie va rénover l'école, qui date de 1950.", "va rénover l'école"),
    ("La mairie va rénover l'école et le département paiera la moitié.", "va rénover l'école"),
    ("La mairie va rénover l'école alors que l'État se retire.", "va rénover l'école"),
    ("La mairie prévoit de rénover l'école et de fermer la crèche.", "prévoit de rénover l'école"),
]


@pytest.mark.parametrize(("text", "span"), SPANS)
def test_spans_end_with_the_action(text, span, nlp):
    assert commitments_in(text, nlp)[0].span.text == span


LISTS = [
    ("Le maire a détaillé ses mesures :\n\n- rénovation du pont ;\n- plantation.", ["rénovation", "plantation"]),
    ("L'ARS prévoit :\n\n1. d'ouvrir douze lits ;\n2. de recruter.", ["ouvrir", "recruter"]),
    ("# Plan\n\n| Mesure | Budget |\n|---|---|\n| Réfection du pont | 2 M€ |", ["Réfection"]),
    ("# Plan\n\n| Commune | Habitants |\n|---|---|\n| Brest | 140 000 |", []),
    ("Les symptômes :\n\n- fièvre ;\n- toux.", []),
    ("Bilan du mandat, les promesses tenues :\n\n- rénovation de l'école ;\n- ouverture d'une crèche.", []),
    ("Les recommandations de l'auditeur :\n\n- fermeture du site ;\n- vente du siège.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "heads"), LISTS)
def test_reads_items_and_rows_under_a_word_of_measures(text, heads, nlp):
    assert [claim.head.text for claim in commitments_in(text, nlp)] == heads


def test_one_commitment_told_twice_is_one_claim(nlp):
    text = "Airbus va embaucher 3 000 personnes.\n\nAirbus va embaucher 3 000 personnes, a confirmé la direction."
    claims = commitments_in(text, nlp)
    assert len(claims) == 1
    assert [span.text for span in claims[0].repeats] == ["va embaucher 3 000 personnes"]


ARTICLE = """# Lactel supprimera 400 postes en Bretagne

Le groupe Lactel va supprimer 400 postes en Bretagne d'ici à la fin de 2027, a annoncé mardi sa direction.

« Nous supprimerons 400 postes », a déclaré le PDG de Lactel, Marc Hervé. Le plan prévoit la suppression de 400 postes.

Lactel va aussi reclasser 400 salariés et supprimer 30 postes à Lyon.
"""


def test_one_commitment_told_in_title_lead_and_body_is_one_claim(nlp):
    claims = commitments_in(ARTICLE, nlp)
    assert [claim.action for claim in claims] == ["supprimer", "reclasser", "supprimer"]
    assert len(claims[0].repeats) == 3
    assert claims[0].deadline.span.text == "d'ici à la fin de 2027"
    assert {claim.actors[0].name for claim in claims} == {"Lactel"}


RIVALS = [
    "Airbus va embaucher 3 000 personnes. Renault va embaucher 3 000 personnes.",
    "Airbus va embaucher 300 personnes en 2027. Airbus va embaucher 300 personnes en 2028.",
    "Airbus va embaucher 300 personnes. Airbus ne va pas embaucher 300 personnes.",
]


@pytest.mark.parametrize("text", RIVALS)
def test_another_actor_deadline_or_polarity_is_another_claim(text, nlp):
    assert len(commitments_in(text, nlp)) == 2


def test_testable_says_what_can_be_judged(nlp):
    claim = commitments_in("Airbus va embaucher 3 000 personnes d'ici 2030.", nlp)[0]
    assert (claim.testable.action, claim.testable.amount, claim.testable.deadline) == (True, True, True)
    claim = commitments_in("Le gouvernement va réformer l'école.", nlp)[0]
    assert (claim.testable.amount, claim.testable.deadline) == (False, False)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "»«", "« Nous", "?", "si", "- ", "| |", "D'ici 2030", "Nous recruterons"]
)
def test_survives_scraps(text, nlp):
    assert all(claim.span.text for claim in commitments_in(text, nlp))


def test_hearsay_without_a_source_is_followed_back_once(nlp):
    text = "Le groupe fermerait un site, vendrait un dépôt et céderait une marque. " * 40
    assert commitments_in(text, nlp) == []
    assert len(commitments_in(f"Selon la presse, le groupe Valdor céderait un dépôt. {text}", nlp)) > 40
