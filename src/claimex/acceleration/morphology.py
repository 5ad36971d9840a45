"""Parts of speech and features with spaCy's model, and spaCy's answer where two of them score almost the same."""

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import Morphologizer
from spacy.pipeline.morphologizer import DEFAULT_MORPH_MODEL
from spacy.tokens import Doc
from thinc.api import Model

from claimex.acceleration.close_calls import StockRows, find_close, find_upstream, stock_arithmetic
from claimex.acceleration.nodes import MismatchError, Node, only


class BatchMorphologizer(Morphologizer):  # type: ignore[misc]  # a Cython class, which has no types
    """spaCy's ``morphologizer`` with the same weights, on whichever backend its model runs."""

    upstream: "Node | None" = None  # the model whose rows this one listens to, if it has none of its own

    def predict(self, docs: Sequence[Doc]) -> Any:
        """Return the number of the label of each token, one array a document."""
        if not any(len(doc) for doc in docs):
            return super().predict(docs)
        check_morphologizer_model(self)
        guesses = []
        for doc, scores in zip(docs, self.model.predict(docs), strict=True):
            best = scores.argmax(axis=1)
            close = find_close(scores, best).tolist()
            if close:
                with stock_arithmetic():
                    rows = StockRows(self.model.get_ref("tok2vec"), self.upstream).compute(doc, close)
                    best[close] = self.model.get_ref("softmax").predict(rows).argmax(axis=1)
            guesses.append(best)
        return guesses


def check_morphologizer_model(component: Any) -> None:
    """Raise ``MismatchError`` unless one layer turns the rows of a tok2vec into scores."""
    model: Node = component.model
    if model.ref_names != ("tok2vec", "softmax", "output_layer") or only(model, "softmax").layers:
        raise MismatchError(f"{component.name} has another model")


@Language.factory(
    "claimex_morphologizer",
    assigns=["token.morph", "token.pos"],
    default_config={
        "model": DEFAULT_MORPH_MODEL,
        "overwrite": True,
        "extend": False,
        "scorer": {"@scorers": "spacy.morphologizer_scorer.v1"},
        "label_smoothing": 0.0,
    },
    default_score_weights={"pos_acc": 0.5, "morph_acc": 0.5, "morph_per_feat": None},
)
def make_morphologizer(
    nlp: Language,
    model: Model[Any, Any],
    name: str,
    overwrite: bool,
    extend: bool,
    label_smoothing: float,
    scorer: Callable[..., Any] | None,
) -> BatchMorphologizer:
    """Build the component; a saved pipeline asks for it by name. Arguments as of spaCy's ``morphologizer``."""
    morphologizer = BatchMorphologizer(
        nlp.vocab, model, name, overwrite=overwrite, extend=extend, label_smoothing=label_smoothing, scorer=scorer
    )
    morphologizer.upstream = find_upstream(nlp, model)
    return morphologizer
