"""The tokenizer of our own pipelines: spaCy's, on text whose odd spaces, apostrophes and
wrapped lines were made plain.

So ``nlp(text)`` gives what ``extract(text)`` gives. The text as it came stays in ``doc.user_data[SOURCE]``; offsets
are the same in both, because normalising changes no length.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from claimex import annotations as ann
from claimex.layout import normalise, unwrap
from claimex.parse import keep_text

NAME = "claimex_tokenizer"


class NormalisingTokenizer:
    """Wraps a spaCy tokenizer, so that « 3 000 € » is cut alike whatever its spaces are.

    ``inner`` is a ``spacy.tokenizer.Tokenizer``, or what a user put in its place.
    """

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.vocab = inner.vocab

    def __call__(self, text: str) -> Doc:
        plain = unwrap(normalise(text))
        doc: Doc = self.inner(plain)
        if isinstance(self.inner, Tokenizer):  # which leaves no character out; a user's own may
            keep_text(doc, plain)
        if plain != text:
            doc.user_data[ann.SOURCE] = text
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize a stream of texts."""
        for text in texts:
            yield self(text)

    def explain(self, text: str) -> list[tuple[str, str]]:
        """Return (rule, token) pairs for debugging, as spaCy's tokenizer does."""
        pairs: list[tuple[str, str]] = self.inner.explain(unwrap(normalise(text)))
        return pairs

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Save the wrapped tokenizer."""
        data: bytes = self.inner.to_bytes(**kwargs)
        return data

    def from_bytes(self, data: bytes, **kwargs: Any) -> "NormalisingTokenizer":
        """Load what ``to_bytes`` gave."""
        self.inner.from_bytes(data, **kwargs)
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Save the wrapped tokenizer to a file."""
        self.inner.to_disk(path, **kwargs)

    def from_disk(self, path: str | Path, **kwargs: Any) -> "NormalisingTokenizer":
        """Load what ``to_disk`` wrote."""
        self.inner.from_disk(path, **kwargs)
        return self


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]  # spaCy leaves its registry untyped
def create_tokenizer() -> Callable[[Language], NormalisingTokenizer]:
    """Return what builds the tokenizer: ``[nlp.tokenizer] @tokenizers = "claimex_tokenizer"`` in a config."""
    make_stock = registry.tokenizers.get("spacy.Tokenizer.v1")()

    def make(nlp: Language) -> NormalisingTokenizer:
        return NormalisingTokenizer(make_stock(nlp))

    return make


def normalise_first(nlp: Language) -> Language:
    """Put the wrapper around a loaded pipeline's tokenizer, and into its config so that it is saved with it."""
    if not isinstance(nlp.tokenizer, NormalisingTokenizer):
        nlp.tokenizer = NormalisingTokenizer(nlp.tokenizer)
        nlp.config["nlp"]["tokenizer"] = {"@tokenizers": NAME}
    return nlp
