"""The spaCy factories of the fast components; a saved pipeline asks for them by name.

Light, as ``claimex.pipeline`` is: spaCy imports this module for every pipeline that it makes. The arguments of a
factory are those of the stock factory that it stands in for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.pipeline.dep_parser import DEFAULT_PARSER_MODEL
from spacy.pipeline.morphologizer import DEFAULT_MORPH_MODEL
from spacy.pipeline.ner import DEFAULT_NER_MODEL
from thinc.api import Model

if TYPE_CHECKING:
    from claimex.acceleration.entities import BatchEntityRecognizer
    from claimex.acceleration.morphology import BatchMorphologizer
    from claimex.acceleration.parsing import BatchDependencyParser
    from claimex.acceleration.tags import TagRules


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
) -> "BatchMorphologizer":
    """Build what stands in for spaCy's ``morphologizer``."""
    from claimex.acceleration.close_calls import find_upstream
    from claimex.acceleration.morphology import BatchMorphologizer

    morphologizer = BatchMorphologizer(
        nlp.vocab, model, name, overwrite=overwrite, extend=extend, label_smoothing=label_smoothing, scorer=scorer
    )
    morphologizer.upstream = find_upstream(nlp, model)
    return morphologizer


@Language.factory(
    "claimex_ner",
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "model": DEFAULT_NER_MODEL,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_entity_recognizer(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., Any] | None,
) -> "BatchEntityRecognizer":
    """Build what stands in for spaCy's ``ner``."""
    from claimex.acceleration.close_calls import find_upstream
    from claimex.acceleration.entities import BatchEntityRecognizer

    recognizer = BatchEntityRecognizer(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
    recognizer.upstream = find_upstream(nlp, model)
    return recognizer


@Language.factory(
    "claimex_parser",
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "learn_tokens": False,
        "min_action_freq": 30,
        "model": DEFAULT_PARSER_MODEL,
        "scorer": {"@scorers": "spacy.parser_scorer.v1"},
    },
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5, "dep_las_per_type": None, "sents_f": 0.0},
)
def make_dependency_parser(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Callable[..., Any] | None,
) -> "BatchDependencyParser":
    """Build what stands in for spaCy's ``parser``."""
    from claimex.acceleration.close_calls import find_upstream
    from claimex.acceleration.parsing import BatchDependencyParser

    parser = BatchDependencyParser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
    parser.upstream = find_upstream(nlp, model)
    return parser


@Language.factory(
    "claimex_attribute_ruler",
    default_config={"validate": False, "scorer": {"@scorers": "spacy.attribute_ruler_scorer.v1"}},
    assigns=["token.tag"],
)
def make_tag_rules(nlp: Language, name: str, validate: bool, scorer: Any) -> "TagRules":
    """Build what stands in for spaCy's ``attribute_ruler``."""
    from claimex.acceleration.tags import TagRules

    return TagRules(nlp.vocab, name, validate=validate, scorer=scorer)
