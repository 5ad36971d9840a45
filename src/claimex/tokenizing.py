"""The tokenizer of our own pipelines: spaCy's, on text whose odd spaces, apostrophes and
wrapped lines were made plain.

So ``nlp(text)`` gives what ``extract(text)`` gives. The text as it came stays in ``doc.user_data[SOURCE]``; offsets
are the same in both, because normalising changes no length.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, registry

from claimex import annotations as ann
from claimex.layout import normalise, unwrap
from claimex.lexicon import load_lexicon
from claimex.parse import keep_text

NAME = "claimex_tokenizer"
# a mark right after an apostrophe or a full stop, which spaCy leaves in one token with what follows
_MARKS = (r"(?<=[a-zA-Z]')[\"“”«](?=\w)", r"(?<=[.!?…])[\"“«](?=\w)")


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
        return NormalisingTokenizer(_cut_at_marks(make_stock(nlp), nlp))

    return make


def normalise_first(nlp: Language) -> Language:
    """Put the wrapper around a loaded pipeline's tokenizer, and into its config so that it is saved with it."""
    if not isinstance(nlp.tokenizer, NormalisingTokenizer):
        nlp.tokenizer = NormalisingTokenizer(_cut_at_marks(nlp.tokenizer, nlp))
        nlp.config["nlp"]["tokenizer"] = {"@tokenizers": NAME}
    return nlp


def _cut_at_marks(tokenizer: Any, nlp: Language) -> Any:
    """Let a tokenizer of spaCy's cut an elided word from the mark after it: « qu'"un accord" », « l'« affaire » »."""
    if isinstance(tokenizer, Tokenizer) and nlp.Defaults.infixes:
        tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, *_MARKS]).finditer
        for word in load_lexicon().words("grammar.elided"):
            for form in (word, word.capitalize()):
                tokenizer.add_special_case(form, [{ORTH: form}])
    return tokenizer
