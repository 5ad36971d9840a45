"""A phrase against every rule: which fired, and what stopped the others. ``claimex rules try`` prints it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from claimex import annotations as ann
from claimex.claims.commitments import find_commitments
from claimex.claims.figures import find_figures
from claimex.claims.statements import find_statements
from claimex.extract import Article, make_doc
from claimex.lexicon import Lexicon, load_lexicon
from claimex.proofs import roles_of
from claimex.rules import Rule, RuleBook, load_rules

Finder = Callable[[Doc, RuleBook, Lexicon], Iterable[ann.ClaimMention]]
FINDERS: dict[str, Finder] = {
    "statement": find_statements,
    "commitment": find_commitments,
    "figure": find_figures,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule does with a phrase. ``triggers`` are its words that the phrase has; ``why`` says what stopped it."""

    rule: str
    fired: bool
    triggers: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    why: str = ""


def try_rules(
    phrase: str, nlp: Language, *, rules: RuleBook | None = None, lexicon: Lexicon | None = None
) -> Iterator[Trial]:
    """Yield one trial a rule, in rule order.

    A rule that did not fire is run once more on its own: if it finds something then, another rule took its words.
    """
    book, words = rules or load_rules(), lexicon or load_lexicon()
    doc = nlp(make_doc(nlp, Article(phrase)))
    claims = ann.read_claims(doc)
    present = _lemmas(doc, words)
    for rule in book.rules:
        own = [claim for claim in claims if claim.rule == rule.id]
        if own:
            yield from (Trial(rule.id, fired=True, roles=_roles(doc, claim)) for claim in own)
        else:
            yield _stopped(rule, doc, claims, present, words)


def _stopped(
    rule: Rule, doc: Doc, claims: tuple[ann.ClaimMention, ...], present: frozenset[str], lexicon: Lexicon
) -> Trial:
    alone = list(FINDERS[rule.kind](doc, RuleBook((rule,), ""), lexicon))
    triggers = tuple(sorted(rule.lemmas(lexicon) & present))
    if alone:
        start, end = alone[0].start, alone[0].end
        winners = [claim.rule for claim in claims if claim.start < end and start < claim.end]
        taken = ", ".join(dict.fromkeys(winners)) or "no rule that is left"
        why = f"it matches « {doc.text[start:end]} », but {taken} was preferred there"
        return Trial(rule.id, fired=False, triggers=triggers or (rule.construction,), why=why)
    if triggers or not rule.lemmas(lexicon):
        told = ", ".join(triggers) or "it needs no word of its own"
        why = f"trigger present ({told}), but the construction {rule.construction} is not there"
        return Trial(rule.id, fired=False, triggers=triggers, why=why)
    return Trial(rule.id, fired=False, why="none of its verbs or nouns is in the phrase")


def _lemmas(doc: Doc, lexicon: Lexicon) -> frozenset[str]:
    found: set[str] = set()
    for token in doc:
        form = token.text.lower()
        found |= {form, token.lemma_.lower(), lexicon.verb_lemma(form) or form}
    return frozenset(found)


def _roles(doc: Doc, claim: ann.ClaimMention) -> tuple[tuple[str, str], ...]:
    return tuple((name, doc.text[start:end]) for name, places in roles_of(doc, claim).items() for start, end in places)
