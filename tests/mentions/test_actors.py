"""Actors in sentences and articles of our own, with their false friends."""

import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from claimex import annotations as ann
from claimex.extract import Article, extract, make_doc
from claimex.pipeline import load
from claimex.rules import parse_example

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "actors.toml").read_text("utf-8"))
SENTENCES = [s for group in CASES.values() if isinstance(group, dict) for s in group["sentences"]]
ARTICLES = [article["text"] for article in CASES["article"]]
COARSE = {"person": "person", "organisation": "body", "institution": "body", "place": "place"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def named(marked: str, nlp: Language) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return what is marked and what is found, as (offset and words, coarse kind)."""
    example = parse_example(marked)
    doc = nlp(make_doc(nlp, Article(example.text)))
    entries = ann.read_entries(doc)
    mentions = [m for m in ann.read(doc, ann.ACTORS, ann.ActorMention) if m.how != "role"]
    wanted = {(f"{start} {example.text[start:end]}", COARSE[kind]) for kind, start, end in example.roles}
    found = {(f"{m.start} {example.text[m.start : m.end]}", COARSE[entries[m.actor].kind]) for m in mentions}
    return wanted, found


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentence(marked: str, nlp: Language) -> None:
    wanted, found = named(marked, nlp)
    assert found == wanted


@pytest.mark.parametrize("marked", ARTICLES, ids=range(len(ARTICLES)))
def test_article(marked: str, nlp: Language) -> None:
    wanted, found = named(marked, nlp)
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Emmanuel Macron est à Lille. Macron a salué la foule.", "Macron", "Emmanuel Macron"),
        ("Ruth M. Ostrova est primée. Ruth Ostrova vit à Oslo.", "Ruth Ostrova", "Ruth M. Ostrova"),
        ("Le chimiste Paul Henri Verrand est mort. Paul Verrand avait un fils.", "Paul Verrand", "Paul Verrand"),
        ("Éric Louis Verrand est mort. Éric Verrand avait un fils.", "Éric Verrand", "Éric Louis Verrand"),
        ("John F. Marlow et John T. Marlow se taisent. John Marlow rit.", "John Marlow", "John Marlow"),
        ("Le ministre Jan Havlíček a parlé. Selon Havlicek, le vote est juste.", "Havlicek", "Jan Havlíček"),
        ("Le maire Mehmet Çağlar a parlé. Des opposants à Caglar ont crié.", "Caglar", "Mehmet Çağlar"),
        ("Jean-Claude Morvan a voté. Jean Claude Morvan est parti.", "Jean Claude Morvan", "Jean-Claude Morvan"),
        ("Le Parti d'action nationale (UHP), laïc, recule. L'UHP nie.", "UHP", "Parti d'action nationale"),
        ("L'Institut fédéral de recherche (WSL) mesure. Le WSL alerte.", "WSL", "Institut fédéral de recherche"),
        ("La Fédération des cheminots (CGT) appelle. La CGT est majoritaire.", "CGT", "CGT"),
        ("Le Front uni de libération, FUL, a signé. Le FUL désarme.", "FUL", "Front uni de libération"),
        ("L'aéroport d'Oslo ferme. L'aéroport d'Oslo-Rygge rouvre.", "aéroport d'Oslo", "aéroport d'Oslo-Rygge"),
        ("La gare de Tours ferme. La gare de Tours-Nord rouvre.", "gare de Tours", "gare de Tours"),
        (
            "La Confédération générale du travail (CGT) appelle. La CGT dit non.",
            "CGT",
            "Confédération générale du travail",
        ),
        (
            "L'Office français de la biodiversité (OFB) contrôle. L'OFB alerte.",
            "OFB",
            "Office français de la biodiversité",
        ),
        ("L'Assemblée nationale vote. L'Assemblée a dit non.", "Assemblée", "Assemblée nationale"),
        ("Le groupe Delmas investit. « On recrute », dit Paul Delmas, son PDG.", "Delmas", "Delmas"),
        ("La SNCF recrute. SNCF Voyageurs confirme.", "SNCF", "SNCF"),
        ("Le PSA d'avant est loin. PSA Peugeot Citroën a vécu.", "PSA", "PSA Peugeot Citroën"),
        ("Marine Le Pen et Jean-Marie Le Pen. « Non », dit Mme Le Pen.", "Le Pen", "Marine Le Pen"),
        ("La Région Bretagne a voté. La Région paiera. Le conseil régional siège.", "Région", "Région Bretagne"),
        ("À Ankara, le gouvernement dément. Le gouvernement belge attend.", "gouvernement", "gouvernement"),
        (
            "À Bamako, au Mali, le gouvernement dément. Le gouvernement malien agit.",
            "gouvernement",
            "gouvernement malien",
        ),
    ],
)
def test_forms_share_one_name(text: str, form: str, name: str, nlp: Language) -> None:
    actors = extract(text, nlp=nlp).actors
    assert name in {actor.name for actor in actors if form in {mention.text for mention in actor.mentions}}


def test_roles_are_kept_as_text(nlp: Language) -> None:
    actors = extract("Le maire (PS) de Rouen, Nicolas Petit, promet. Léa Roy, 34 ans, avocate, doute.", nlp=nlp).actors
    roles = {actor.name: actor.roles for actor in actors}
    assert roles["Nicolas Petit"] == ("maire (PS) de Rouen",)
    assert roles["Léa Roy"] == ("avocate",)


def test_users_identifiers_come_back(tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text("form\tname\tkind\twikidata\nZorglub\tZorglub\torganisation\tQ42\n", "utf-8")
    nlp = load(lexicon_dir=str(tmp_path))
    (actor,) = extract("Le groupe Zorglub recrute.", nlp=nlp).actors
    assert actor.identifiers == {"wikidata": "Q42"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "«", "😀", "MACRON", "« « « L'"])
def test_odd_texts_survive(text: str, nlp: Language) -> None:
    extract(text, nlp=nlp).check(text)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "Léa Roy, secrétaire générale de la CGT, a reçu Anne Petit, de la CFDT. La dirigeante de la CGT doute.",
            "dirigeante de la CGT",
            "Léa Roy",
        ),
        ("Emmanuel Macron a reçu Léa Roy. Le chef de l'État a salué son travail.", "chef de l'État", "Emmanuel Macron"),
        ("« On tient », estime Paul Petit, venu du port. « Mais c'est dur », déplore le marin.", "marin", "Paul Petit"),
        ("Le procureur de Sens, Paul Petit, a parlé. Le procureur a requis un an.", "procureur", "Paul Petit"),
        ("Pour la présidente des Verts, la Genevoise Ana Sol, c'est non.", "présidente des Verts", "Ana Sol"),
        ("La ministre de la Mer a tranché. « Non », a dit Ana Sol à la radio.", "ministre de la Mer", "Ana Sol"),
        ("Bruno Le Maire a reçu Ana Sol. Le ministre de l'Économie doute.", "ministre de l'Économie", "Bruno Le Maire"),
        ("Vladimir Poutine a reçu Xi Jinping. Le président russe vend du gaz.", "président russe", "Vladimir Poutine"),
        ("Xi Jinping a reçu Donald Trump. Le dirigeant chinois vend des puces.", "dirigeant chinois", "Xi Jinping"),
        (
            "Giorgia Meloni a reçu Léa Roy. La cheffe du gouvernement italien est pressée.",
            "cheffe du gouvernement italien",
            "Giorgia Meloni",
        ),
        ("Ana Sol, maire de Sens, est réélue. La maire sortante a gagné deux points.", "maire sortante", "Ana Sol"),
        ("Ana Sol, maire de Sens, est réélue. La maire communiste a gagné deux points.", "maire communiste", "Ana Sol"),
        (
            "Ana Sol dirige la clinique de Sens. Paul Roy, directeur du lycée de Sens, est parti. "
            "Le directeur de l'établissement était aimé.",
            "directeur de l'établissement",
            "Paul Roy",
        ),
        ("Marc Petit, PDG de Valdor, a vendu. Le PDG du groupe garde un siège.", "PDG du groupe", "Marc Petit"),
        ("Ana Sol, préfète du Gers, arrive. La représentante de l'État juge.", "représentante de l'État", "Ana Sol"),
        ("Paul Roy, tête de liste du centre, chute. La tête de liste quitte la salle.", "tête de liste", "Paul Roy"),
        ("Bruno Roy, ancien trésorier, est jugé. L'ex-trésorier nie.", "ex-trésorier", "Bruno Roy"),
        ("Me Léa Petit a plaidé pour Paul Roy. L'avocate vise la relaxe.", "avocate", "Léa Petit"),
        ("La conseillère d'État Ana Sol a tranché. La magistrate quitte la salle.", "magistrate", "Ana Sol"),
        ("Ana Sol, secrétaire nationale du syndicat, cède. La leader syndicale part.", "leader syndicale", "Ana Sol"),
        ("La préfète est venue mardi. « C'est fini », a indiqué Anne Sarra.", "préfète", "Anne Sarra"),
        ("La mère de Léa Roy a écrit une lettre.", "mère de Léa Roy", "mère de Léa Roy"),
        ("Le Premier ministre, attendu vendredi, devrait répondre.", "Premier ministre", "Premier ministre"),
        ("La garde des sceaux, Ana Sol, a parlé. La ministre hésite.", "ministre", "Ana Sol"),
        ("Paul Roy, préfet du Gers, se tait. Le préfet en visite à Sens se tait.", "préfet", "Paul Roy"),
        (
            "Le président de la République a fixé le prix du riz.",
            "président de la République",
            "président de la République",
        ),
    ],
)
def test_roles_take_up_their_holder(text: str, role: str, name: str, nlp: Language) -> None:
    actors = extract(text, nlp=nlp).actors
    assert [actor.name for actor in actors if role in {mention.text for mention in actor.mentions}] == [name]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Léa Roy a chanté. L'auteur de ces lignes se tait.", "auteur"),
        (
            "« Ana Sol va tout changer », promet le club. Le dirigeant du club a quitté la salle.",
            "dirigeant du club",
        ),
        ("Paul Petit, maire de Sens, se tait. L'expert a quitté la salle.", "expert"),
        ("Marc Roy et Paul Petit débattent. Le candidat socialiste a quitté la salle.", "candidat socialiste"),
        ("Emmanuel Macron a reçu Ana Sol. Le président polonais arrive ce soir.", "président polonais"),
        ("Ana Sol, ministre de la Mer, reçoit l'ex-ministre.", "ex-ministre"),
        ("La porte d'entrée de la présidente a cédé. Le maire est venu. « Oui », dit Ana Sol.", "maire"),
        ("Ana Sol, maire de Sens, inaugure un stade. Le président du club est absent.", "président du club"),
        ("Paul Roy, président du Gers, a parlé. Le président du club est absent.", "président du club"),
        ("Xi Jinping a appelé Donald Trump. Le dirigeant turc se tait.", "dirigeant turc"),
        ("Ana Sol a prévenu les élus. Le prévenu se tait.", "prévenu"),
        ("Paul Petit se tait. La ministre de la Santé est attendue.", "ministre de la Santé"),
    ],
)
def test_roles_of_others_take_up_nobody(text: str, role: str, nlp: Language) -> None:
    assert not [a for a in extract(text, nlp=nlp).actors if role in {mention.text for mention in a.mentions}]


def test_the_pages_own_lines_name_nobody(nlp: Language) -> None:
    links = "À lire aussi\nLunel : le maire promet 20 policiers\nLa préfète a démissionné"
    text = f"Le conseil de Sète a voté le budget.\n\n{links}"
    assert [actor.name for actor in extract(text, nlp=nlp).actors] == ["conseil de Sète"]
