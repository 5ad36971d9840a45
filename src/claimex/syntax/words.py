"""What a single word is, by its form and its tag."""

from claimex.lexicon import Lexicon
from claimex.parse import Parse, Word
from claimex.syntax.labels import CLITICS, SUBJECT_CLITICS, TIME_NOUNS

_LONE_CLITICS = SUBJECT_CLITICS - {"nous", "vous"}


def verb_lemma(token: Word, lexicon: Lexicon) -> str | None:
    """Return the lemma of a verb of our lists, whatever the tagger made of the form (« estime » → estimer)."""
    listed = lexicon.verb_lemma(token.form)
    if listed is None and token.pos_ in {"VERB", "AUX"}:
        return token.lemma_
    return listed


def verb_lemmas(doc: Parse, lexicon: Lexicon) -> tuple[str | None, ...]:
    """Return for each word the lemma that our verb lists give its form, looked up once a document."""
    known: tuple[str | None, ...] | None = doc.kept.get((verb_lemmas, lexicon))
    if known is None:
        known = doc.kept[verb_lemmas, lexicon] = tuple(lexicon.verb_lemmas(doc.forms))
    return known


def plain_form(token: Word) -> str:
    """Return a token in lower case with a straight apostrophe and without the hyphens of inversion (« -t-il » → il)."""
    return token.form


def is_clitic(token: Word) -> bool:
    """Tell whether a token leans on a verb: « s' », « lui », « ne », « -t », « -il »."""
    form = token.form
    return form in CLITICS or form in SUBJECT_CLITICS or form == "" or token.text in {"-t", "t"}


def is_speaking_pronoun(token: Word) -> bool:
    """Tell whether a token is the subject of an inversion: « dit-**il** », « a-t-**on** appris »."""
    return token.form in SUBJECT_CLITICS and token.text.startswith(("-", "t-"))


def has_participle_form(token: Word) -> bool:
    """Tell whether a token looks like a past participle: « annoncé », « promise »."""
    form = token.lower_
    if form.endswith(("é", "ée", "és", "ées")):
        return True
    if "Part" not in token.morph.get("VerbForm", []):
        return False
    is_feminine = form.endswith(("e", "es")) and not token.lemma_.endswith("er")  # « promise », no « ironise »
    return is_feminine or form[-1] in "usi"


def is_first_person(token: Word) -> bool:
    """Tell whether a subject is « je », « nous », « tu » or « vous »."""
    return token.form in {"je", "j'", "nous", "tu", "vous"}


def is_infinitive(token: Word) -> bool:
    """Tell whether a token is an infinitive."""
    return "Inf" in token.morph.get("VerbForm", []) or (token.pos_ == "VERB" and token.lower_.endswith(("er", "oir")))


def is_verb(token: Word) -> bool:
    """Tell whether the tagger takes a token for a verb."""
    return token.pos_ in {"VERB", "AUX"}


def has_finite_form(verb: Word) -> bool:
    """Tell whether a verb's ending can only be finite, whatever the tagger says: « plafonnera », « débourse »."""
    form = verb.lower_
    if form.endswith(("era", "ira", "ront", "ait", "aient", "èrent")):
        return True
    return form.endswith(("e", "ent")) and not form.endswith(("ée", "ue", "ie", "ite", "ise", "erte", "aite", "inte"))


def is_root(token: Word) -> bool:
    """Tell whether the parser hangs the whole sentence on a word."""
    return token.dep_ == "ROOT"


def is_time(token: Word) -> bool:
    """Tell whether a token names a time: « jeudi », « soir »."""
    return token.form in TIME_NOUNS


def is_plural(noun: Word) -> bool:
    """Tell whether the tagger takes a noun for a plural."""
    return "Plur" in noun.morph.get("Number", [])


def is_plain_subject(token: Word) -> bool:
    """Tell whether a token is a subject pronoun before its verb: « **elle** gardera »."""
    return token.form in _LONE_CLITICS and not is_speaking_pronoun(token)
