"""Whether somebody answerable does something right behind a word: « la commune | **rachètera** les murs »."""

from claimex.mentions.context import Context

_FUTURE = ("ra", "ront", "rait", "raient")
_PERFECT = frozenset({"a", "avait", "aurait"})
_BEING = frozenset({"est", "était"})
_SELF = frozenset({"s'"})
_OPENING = ' «"“'  # of a quotation within the sentence: « le tribunal « statuera » »


def acts_at(i: int, context: Context) -> bool:
    """True where a verb of acting begins: « **paiera** », « **n'a** pas **vendu** », « **s'est engagé** »."""
    words, naming = context.words, context.gazetteer.naming
    at = i
    while at < words.size and words.lower(at) in naming("before_act"):
        at += 1
    if at >= words.size or words.gap(at).strip(_OPENING):  # nothing follows, or another clause
        return False
    form = words.lower(at)
    if form in _PERFECT or (form in _BEING and words.lower(at - 1) in _SELF):
        return _is_deed(words.lower(at + 1), context)
    is_present = form in context.acting and not words.lower(at + 1)[:1].isdigit()  # « la commune compte 300 âmes »
    return is_present or (form.endswith(_FUTURE) and _is_deed(form, context))


def _is_deed(form: str, context: Context) -> bool:
    """True for a form of what somebody answerable does on purpose: « racheté », « paiera », not « perdu »."""
    return context.lexicon.verb_lemma(form) in context.lexicon.words("undertaking.acting")
