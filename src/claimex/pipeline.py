"""The spaCy factories and ``load()``.

spaCy imports every factory that is installed as soon as any pipeline is made, an English one too: so this module and
``acceleration.factories`` import what they build from when they build it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from claimex.starting import quick_start

if TYPE_CHECKING:
    from claimex.components import Component

DEFAULTS: dict[str, Any] = {"lexicon_dir": None, "rules_dir": None}

_GRAMMAR = ["token.pos", "token.dep", "token.head", "token.lemma", "doc.sents"]


Factory = Callable[[Language, str, str | None, str | None], "Component"]


def _factory(name: str, kind: str, *, requires: list[str]) -> Factory:
    assigns = ["doc.spans"]

    @Language.factory(name, default_config=DEFAULTS, assigns=assigns, requires=requires)
    def make(nlp: Language, name: str, lexicon_dir: str | None, rules_dir: str | None) -> "Component":
        from claimex import components

        component: Component = getattr(components, kind)(name, lexicon_dir=lexicon_dir, rules_dir=rules_dir)
        return component

    factory: Factory = make
    return factory


make_layout = _factory("claimex_layout", "Layout", requires=[])
make_quotes = _factory("claimex_quotes", "Quotes", requires=[])
make_actors = _factory("claimex_actors", "Actors", requires=[*_GRAMMAR, "doc.ents"])
make_quantities = _factory("claimex_quantities", "Quantities", requires=[])
make_moments = _factory("claimex_moments", "Moments", requires=[])
make_statements = _factory("claimex_statements", "Statements", requires=[*_GRAMMAR, "doc.spans"])
make_commitments = _factory("claimex_commitments", "Commitments", requires=[*_GRAMMAR, "doc.spans"])
make_figures = _factory("claimex_figures", "Figures", requires=[*_GRAMMAR, "doc.spans"])

AFTER = ("quotes", "actors", "quantities", "moments", "statements", "commitments", "figures")


def load(*, lexicon_dir: str | None = None, rules_dir: str | None = None, accelerate: bool = True) -> Language:
    """Return ``fr_core_news_md`` with our components, ready for ``extract`` and ``nlp(text)``.

    It runs on our own inference path, with the stock annotations; ``accelerate=False`` keeps spaCy's.
    Raises ``PipelineError``: CX401 the model is not installed, CX402 it is another version, CX403 its files differ.
    """
    with quick_start():
        import spacy

        from claimex import acceleration
        from claimex.lexicon import load_lexicon
        from claimex.rules import load_rules
        from claimex.tokenizing import normalise_first
        from claimex.weights import MODEL, check_model

        load_lexicon(lexicon_dir), load_rules(rules_dir)  # a wrong directory is told before the model is loaded
        check_model()
        nlp = spacy.load(MODEL)
        if accelerate:
            acceleration.accelerate(nlp)
        normalise_first(nlp)
        config = {"lexicon_dir": lexicon_dir, "rules_dir": rules_dir}
        nlp.add_pipe("claimex_layout", first=True, config=config)
        for part in AFTER:
            nlp.add_pipe(f"claimex_{part}", config=config)
    return nlp


def is_ours(nlp: Language) -> bool:
    """Tell whether nothing runs in a pipeline but the model's components and after them ours, as ``load()`` has them.

    Then nobody else sees its ``Doc``, and our components see it with annotations that change no more.
    """
    from claimex.acceleration import PARTS

    factories = [nlp.get_pipe_meta(name).factory for name in nlp.pipe_names]
    before, ours = factories[: -len(AFTER)], factories[-len(AFTER) :]
    return ours == [f"claimex_{part}" for part in AFTER] and PARTS.issuperset({*before} - {"claimex_layout"})
