"""A pipeline that is saved, copied, split over processes or assembled anew gives the same claims."""

import gc
import textwrap
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import load_config, load_model_from_config

import claimex
from claimex import annotations as ann
from claimex.errors import LexiconError, RulesError
from claimex.extract import Article, extract_many, make_doc, read
from claimex.pipeline import AFTER
from claimex.weights import MODEL

ROOT = Path(__file__).parent.parent
ARTICLE = (ROOT / "examples/articles/piscine.txt").read_text("utf-8")
OURS = ("layout", *AFTER)
KEYS = (ann.BLOCKS, ann.QUOTES, ann.ACTORS, ann.QUANTITIES, ann.MOMENTS, ann.CLAIMS)
OWN_RULE = """
[[rule]]
id = "statement.verb_que.own"
construction = "verb_que"
verbs = ["claironner"]
examples = ["[Le maire]speaker claironne que [tout va bien]content."]
note = "Un verbe de plus."
"""


def rows(doc: Doc) -> dict[str, object]:
    return {key: dict(doc.spans[key].attrs) for key in KEYS if key in doc.spans}


@pytest.fixture(scope="module")
def expected(nlp):
    doc = nlp(ARTICLE)
    assert ann.read_claims(doc)
    return rows(doc)


def test_a_text_alone_gives_what_extract_gives(nlp):
    odd = ARTICLE.replace(" ", "\u202f", 40)
    result = claimex.read(nlp(odd)).check(odd)
    assert result == claimex.extract(odd, nlp=nlp)
    assert result.document.sha256 != claimex.extract(ARTICLE, nlp=nlp).document.sha256


def test_a_wrapped_text_gives_the_claims_of_its_lines(nlp):
    """An agency's wire breaks its lines anywhere; the words say the same."""
    text = (
        "L'agglomération de Corvol recrutera trente agents avant la fin de l'année 2027, a annoncé jeudi soir Hélène "
        "Castaing, la présidente, devant la presse. Le taux de chômage atteint 7,3 % dans le bassin, selon une source "
        "proche du dossier."
    )
    wrapped = textwrap.fill(text, 60)
    assert "\n" in wrapped
    found = claimex.extract(wrapped, nlp=nlp, published="2026-01-13").check(wrapped)
    plain = claimex.extract(text, nlp=nlp, published="2026-01-13")
    assert [claim.text for claim in found.claims] == [claim.text for claim in plain.claims] != []


def test_a_doc_survives_bytes_and_docbin(nlp, expected):
    doc = nlp(ARTICLE)
    assert rows(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == expected
    store = DocBin(store_user_data=True, docs=[doc])
    (back,) = DocBin().from_bytes(store.to_bytes()).get_docs(nlp.vocab)
    assert rows(back) == expected
    assert claimex.read(back) == claimex.read(doc)


def test_a_pipeline_survives_disk(nlp, expected, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == nlp.pipe_names
    assert rows(again(ARTICLE)) == expected


@pytest.mark.slow
def test_a_pipeline_survives_bytes(nlp, expected):
    config = nlp.config
    again = load_model_from_config(config, auto_fill=True).from_bytes(nlp.to_bytes())
    assert rows(again(ARTICLE)) == expected


@pytest.mark.slow
def test_the_config_assembles_a_pipeline_with_the_same_claims(expected, tmp_path):
    config = load_config(ROOT / "models/claimex_fr.cfg")
    made = load_model_from_config(config, auto_fill=True)
    made._link_components()
    with made.select_pipes(disable=[name for name in made.pipe_names if not name.startswith("claimex_")]):
        made.initialize()
    made.to_disk(tmp_path / "claimex_fr")
    loaded = spacy.load(tmp_path / "claimex_fr")
    assert rows(loaded(ARTICLE)) == expected


@pytest.mark.slow
def test_two_processes_give_what_one_gives(nlp, expected):
    docs = list(nlp.pipe([ARTICLE, "Rien à signaler.", ARTICLE], n_process=2, batch_size=1))
    assert [rows(doc) for doc in docs[::2]] == [expected, expected]


@pytest.mark.parametrize("part", OURS)
def test_each_component_works_alone_in_somebody_elses_pipeline(part, bare, nlp):
    name = f"claimex_{part}"
    bare.add_pipe(name, **({"first": True} if part == "layout" else {}))
    try:
        for text in ("", ARTICLE, "Le maire a dit\u202f: «\u202fJ’ai 3\u202f000 €\u202f», mardi."):
            doc = bare(text)
            assert ann.PUBLISHED not in doc.user_data
            assert any(key in doc.spans for key in KEYS)
        analysis = bare.analyze_pipes()
        assert name in analysis["summary"]
    finally:
        bare.remove_pipe(name)


@pytest.mark.parametrize("part", OURS)
def test_each_component_survives_without_a_parse_or_a_name(part):
    blank = spacy.blank("fr")
    blank.add_pipe(f"claimex_{part}")
    doc = blank(ARTICLE)
    assert any(key in doc.spans for key in KEYS)


def test_a_saved_component_takes_the_users_files_along(nlp, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.toml").write_text(OWN_RULE, "utf-8")
    part = nlp.get_pipe("claimex_statements")
    mine = type(part)("claimex_statements", rules_dir=str(own))
    data = mine.to_bytes()
    (own / "own.toml").unlink()
    own.rmdir()
    again = type(part)("claimex_statements", rules_dir=str(own)).from_bytes(data)
    assert "statement.verb_que.own" in again.rules.by_id
    assert again.to_bytes() == data


def test_a_users_rule_fires(nlp, tmp_path):
    (tmp_path / "own.toml").write_text(OWN_RULE, "utf-8")
    part = nlp.get_pipe("claimex_statements")
    mine = type(part)("claimex_statements", rules_dir=str(tmp_path))
    with nlp.select_pipes(disable=["claimex_statements", "claimex_commitments", "claimex_figures"]):
        doc = nlp("Le maire a claironné que le chantier avance.")
    assert [row.rule for row in ann.read_claims(mine(doc))] == ["statement.verb_que.own"]


def test_a_wrong_directory_is_told_before_anything_is_loaded():
    with pytest.raises(LexiconError, match="CX305"):
        claimex.load(lexicon_dir="no/such/directory")
    with pytest.raises(RulesError, match="CX201"):
        claimex.load(rules_dir="no/such/directory")


def test_loading_leaves_the_garbage_collector_as_it_was(monkeypatch):
    def stop(model):
        assert not gc.isenabled()
        raise RuntimeError(model)

    monkeypatch.setattr(spacy, "load", stop)
    for was_on, turn in ((True, gc.enable), (False, gc.disable)):
        turn()
        try:
            with pytest.raises(RuntimeError, match=MODEL):
                claimex.load()
            assert gc.isenabled() is was_on
        finally:
            gc.enable()


def test_the_day_of_publication_travels_with_the_doc(nlp):
    doc = make_doc(nlp, Article("Le pont ouvrira lundi.", published="2026-01-13"))
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes()).user_data[ann.PUBLISHED] == "2026-01-13"


def test_a_stream_gives_what_the_doc_says(nlp):
    article = Article(ARTICLE, published="2026-03-12")
    doc = make_doc(nlp, article)
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert next(extract_many([article], nlp=nlp)) == read(doc, article=article)


def test_a_guest_in_the_pipeline_sees_the_spans(nlp):
    seen: list[int] = []

    @Language.component("guest")
    def guest(doc):
        seen.append(len(doc.spans[ann.CLAIMS]))
        return doc

    nlp.add_pipe("guest")
    try:
        found = claimex.extract(ARTICLE, nlp=nlp)
    finally:
        nlp.remove_pipe("guest")
    assert seen == [len(found.claims)]
    assert found == claimex.extract(ARTICLE, nlp=nlp)
