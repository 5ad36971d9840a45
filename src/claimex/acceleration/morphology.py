"""Parts of speech and features with spaCy's model, and spaCy's answer where two of them score almost the same."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import POS
from spacy.pipeline import Morphologizer
from spacy.tokens import Doc, MorphAnalysis

from claimex.acceleration.close_calls import StockRows, find_close, stock_arithmetic
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

    def set_annotations(self, docs: Iterable[Doc], batch_tag_ids: Iterable[Any]) -> None:
        """Write the part of speech and the features that belong to the number of each token's label.

        spaCy looks a label's features up as text, and adds them to its table, once a token; here once a label.
        """
        if not self.cfg["overwrite"] or self.cfg["extend"]:
            super().set_annotations(docs, batch_tag_ids)
            return
        add = self.vocab.morphology.add
        features = [add(self.cfg["labels_morph"].get(label, 0)) for label in self.labels]
        analyses = [MorphAnalysis.from_id(self.vocab, key) for key in features]
        parts = np.array([self.cfg["labels_pos"].get(label, 0) for label in self.labels], dtype="uint64")
        for doc, labels in zip(docs, batch_tag_ids, strict=True):
            if len(doc):
                doc.from_array([POS], parts[labels])
                for token, label in zip(doc, labels.tolist(), strict=True):
                    token.morph = analyses[label]


def check_morphologizer_model(component: Any) -> None:
    """Raise ``MismatchError`` unless one layer turns the rows of a tok2vec into scores."""
    model: Node = component.model
    if model.ref_names != ("tok2vec", "softmax", "output_layer") or only(model, "softmax").layers:
        raise MismatchError(f"{component.name} has another model")
