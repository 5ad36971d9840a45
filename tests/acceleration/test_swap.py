"""What ``accelerate`` does to a pipeline: in place, undone when it must, saved as the stock model is."""

import pickle
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from benchmarks.articles import write_articles
from claimex.acceleration import accelerate, backend, swap, verification
from claimex.acceleration.embedding import Memo
from claimex.acceleration.lemmas import SETTLE_AFTER
from claimex.acceleration.verification import read_annotations
from claimex.weights import MODEL

TEXTS = list(write_articles(1_500, seed=21, length=120))
OURS = {
    "morphologizer": "claimex_morphologizer",
    "parser": "claimex_parser",
    "ner": "claimex_ner",
    "attribute_ruler": "claimex_attribute_ruler",
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMEX_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def expected() -> list[verification.Annotations]:
    return annotations(spacy.load(MODEL))


@pytest.fixture
def nlp() -> Language:
    return spacy.load(MODEL)


def annotations(nlp: Language) -> list[verification.Annotations]:
    return [read_annotations(doc) for doc in nlp.pipe(TEXTS)]


def test_it_works_in_place_and_twice(nlp: Language, expected: object) -> None:
    order = nlp.pipe_names
    assert accelerate(nlp) is nlp
    assert accelerate(nlp) is nlp
    assert nlp.pipe_names == order
    assert {name: nlp.get_pipe_meta(name).factory for name in OURS} == OURS
    assert annotations(nlp) == expected


def test_saved_weights_are_the_stock_ones(nlp: Language, tmp_path: Path) -> None:
    before = {name: nlp.get_pipe(name).to_bytes(exclude=["vocab"]) for name in nlp.component_names}
    accelerate(nlp)
    list(nlp.pipe(TEXTS[:2]))
    assert {name: nlp.get_pipe(name).to_bytes(exclude=["vocab"]) for name in nlp.component_names} == before


def test_a_saved_pipeline_loads_and_answers_the_same(nlp: Language, tmp_path: Path, expected: object) -> None:
    accelerate(nlp).to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert annotations(loaded) == expected
    assert annotations(accelerate(loaded)) == expected
    assert annotations(spacy.blank("fr").from_config(nlp.config).from_bytes(nlp.to_bytes())) == expected


def test_two_processes_give_the_same(nlp: Language, expected: object) -> None:
    accelerate(nlp)
    assert [read_annotations(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=4)] == expected


def test_components_travel_to_another_process_without_their_memo(nlp: Language) -> None:
    accelerate(nlp)
    list(nlp.pipe(TEXTS))
    model = pickle.loads(pickle.dumps(nlp.get_pipe("tok2vec").model))
    assert len(pickle.dumps(Memo())) < 200
    doc, other = nlp.make_doc(TEXTS[0]), nlp.make_doc(TEXTS[0])
    rows = nlp.get_pipe("tok2vec").model.predict([other])[0]
    assert np.allclose(model.predict([doc])[0], rows, rtol=0, atol=1e-4)  # a product's rounding may hang on its rows


def test_docs_keep_their_annotations_through_docbin(nlp: Language, expected: object) -> None:
    accelerate(nlp)
    docs = DocBin(store_user_data=True, docs=nlp.pipe(TEXTS)).get_docs(nlp.vocab)
    assert [[row[:5] for row in read_annotations(doc)] for doc in docs] == [
        [row[:5] for row in rows]
        for rows in expected  # type: ignore[attr-defined]
    ]


def test_disagreement_puts_the_stock_path_back(
    nlp: Language, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Iterator[str] = iter(["stock", "fast"])
    monkeypatch.setattr(swap, "annotate", lambda nlp, names: next(calls))
    before = {name: type(component) for name, component in nlp.components}
    with pytest.warns(RuntimeWarning, match="differ from those of the stock path"):
        accelerate(nlp)
    assert {name: type(component) for name, component in nlp.components} == before
    assert nlp.batch_size == 256
    assert annotations(nlp) == expected


def test_a_failing_fast_path_puts_the_stock_path_back(
    nlp: Language, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("claimex.acceleration.entities.EntityDecoder.decode", fail)
    with pytest.warns(RuntimeWarning, match="boom"):
        accelerate(nlp)
    assert annotations(nlp) == expected


def test_another_architecture_is_left_alone(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp.get_pipe("attribute_ruler").add([[{"ORTH": "Paris"}]], {"TAG": "CITY"})  # type: ignore[attr-defined]
    with pytest.warns(RuntimeWarning, match="attribute ruler"):
        accelerate(nlp)
    assert nlp("Il va à Paris.")[3].tag_ == "CITY"
    assert nlp.get_pipe_meta("ner").factory == "ner"


def test_the_comparison_is_made_once_for_a_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    accelerate(spacy.load(MODEL))
    monkeypatch.setattr(swap, "annotate", lambda nlp, names: pytest.fail("compared again"))
    monkeypatch.setattr(backend, "measure_backend", lambda: pytest.fail("measured again"))
    accelerate(spacy.load(MODEL))


def test_a_pipeline_without_some_parts_is_made_faster_too() -> None:
    stock, fast = (spacy.load(MODEL, exclude=["parser", "lemmatizer"]) for _ in range(2))
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        accelerate(fast)
    assert annotations(fast) == annotations(stock)
    accelerate(spacy.blank("fr"))


def test_lemma_tables_settle_in_a_stream_and_answer_the_same(nlp: Language) -> None:
    accelerate(spacy.load(MODEL))  # this one reads the sentences of the comparison
    accelerate(nlp)
    lemmatizer = nlp.get_pipe("lemmatizer")
    texts = [f"Les {noun} finissaient les travaux." for noun in ("maires", "chevaux", "agents", "vitraux") * 8]
    first, second = texts[: SETTLE_AFTER - 1], texts[SETTLE_AFTER - 1 :]
    verbs = lemmatizer.lookups.get_table("lemma_exc")["verb"]
    lemmas = [[token.lemma_ for token in doc] for doc in nlp.pipe(first)]
    assert {type(found) for found in verbs.values()} == {list}
    lemmas += [[token.lemma_ for token in doc] for doc in nlp.pipe(second)]
    assert {type(found) for found in verbs.values()} == {tuple}
    assert lemmas == [[token.lemma_ for token in doc] for doc in spacy.load(MODEL).pipe(texts)]


def test_disabled_components_stay_so(nlp: Language) -> None:
    nlp.disable_pipe("ner")
    accelerate(nlp)
    assert "ner" not in nlp.pipe_names
    nlp.enable_pipe("ner")
    assert nlp("Emmanuel Macron est à Paris.").ents


def test_training_goes_on_and_is_noticed(nlp: Language) -> None:
    accelerate(nlp)
    text = "Le groupe Brocoliade recrute."
    before = nlp.get_pipe("ner").model.predict([nlp.make_doc(text)]).tokvecs.copy()
    example = Example.from_dict(nlp.make_doc(text), {"entities": [(10, 20, "ORG")]})
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.01
    with nlp.select_pipes(enable="ner"):
        for _ in range(12):
            nlp.update([example], sgd=optimizer)
    assert not (nlp.get_pipe("ner").model.predict([nlp.make_doc(text)]).tokvecs == before).all()
    assert [entity.text for entity in nlp(text).ents] == ["Brocoliade"]


@pytest.mark.parametrize("chosen", ["blis", "openblas"])
def test_both_backends_give_the_stock_annotations(
    nlp: Language, expected: object, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.setattr(backend, "measure_backend", lambda: chosen)
    accelerate(nlp)
    assert nlp.get_pipe("parser").model.ops.use_blis == (chosen == "blis")
    assert annotations(nlp) == expected


def test_the_faster_backend_is_measured() -> None:
    assert backend.measure_backend() in ("blis", "openblas")
