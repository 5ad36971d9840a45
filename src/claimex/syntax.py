"""French grammar read off a parse. The only place that writes dependency labels.

The parser of fr_core_news_md has habits: it calls the inverted subject of « a déclaré » an ``obj`` about as often as an
``nsubj``, and returns « indique » and « estime » as their own lemma after a quotation. These functions know them.
"""

from spacy.tokens import Span, Token

from claimex.lexicon import Lexicon

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj", "csubj"})


def verb_lemma(token: Token, lexicon: Lexicon) -> str | None:
    """Return the lemma of a verb of our lists, whatever the tagger made of the form (« estime » → estimer)."""
    if token.pos_ in {"VERB", "AUX"}:
        return lexicon.verb_lemma(token.lower_) or token.lemma_
    return lexicon.verb_lemma(token.lower_)


def subject_of(verb: Token) -> Token | None:
    """Return the head of a verb's subject, as in « … », a déclaré le **maire** de Lyon. None when there is none."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def clause_of(verb: Token) -> Span:
    """Return the verb with all that hangs on it, as one stretch."""
    return verb.doc[verb.left_edge.i : verb.right_edge.i + 1]
