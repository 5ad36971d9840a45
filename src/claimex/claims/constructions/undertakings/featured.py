"""Measures that a sentence names as such: « La mesure phare du plan est **la création** d'un fonds ».

« Il y aura **la construction** de sept salles », « le **retrait** des troupes fait
partie des promesses du candidat ».
"""

from collections.abc import Iterator
from dataclasses import replace

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.answering import is_observed
from claimex.claims.constructions.undertakings.coordination import is_infinitive, nouns_from
from claimex.claims.constructions.undertakings.outcomes import is_vouched
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import has_participle_form, phrase_of

_SAYING = frozenset({"est", "sera", "reste", "demeure", "sont", "seront"})
_ARTICLES = frozenset({"la", "le", "l'", "les", "un", "une", "des", "celle", "celui"})
_ADDING = frozenset({"figure", "figurent", "ajoute", "ajoutent", "ajoutera", "ajouteront", "figurera", "figureront"})
_COMING = frozenset({"vient", "viennent", "suit", "suivent"})
_FAR = 14  # tokens between « la mesure phare » and « est »
_BEHIND = 14  # tokens between a measure and « fait partie de ses promesses »
_PARTS = frozenset({("partie", "de"), ("partie", "des"), ("l'une", "des"), ("un", "des"), ("une", "des")})


def featured_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the measures that a sentence says are the first, the main or a promised one."""
    if scene.words.telling.isdisjoint(scene.forms):
        return
    for rule in triggers.rules[:1]:
        telling = scene.words.telling
        for position, form in [(i, form) for i, form in enumerate(scene.forms) if form in telling]:
            token = scene.doc[position]
            if form in scene.words.featuring and scene.forms[position - 1] in scene.words.foremost | _ARTICLES:
                yield from _foremost(scene, token, rule)
            elif form == "aura" and scene.forms[max(0, position - 2) : position] == ("il", "y"):
                yield from _act_after(scene, token, rule, start=scene.doc[position - 2].idx, acts=scene.words.actions)
            elif form in _ADDING and _adds(scene, position):
                yield from _act_after(scene, token, rule, start=-1, acts=scene.words.inline_actions)
            elif form in scene.words.presenting and _presents(scene, token):
                for match in _act_after(scene, token, rule, start=-1, acts=scene.words.inline_actions):
                    if not _is_announced(scene, match.tokens["head"]):
                        yield replace(match, tokens=match.tokens | {"following": 1})
            elif form == "agit" and scene.forms[max(0, position - 1)] == "s'":
                yield from _at_stake(scene, token, rule)
            elif form in scene.words.promises and position > 1:
                yield from _promised_part(scene, token, rule)


def _adds(scene: Scene, position: int) -> bool:
    """Tell whether a measure joins those just told: « **S'y ajoute** la création d'un fonds », « **Y figure** … »."""
    before = scene.forms[max(0, position - 3) : position]
    return "y" in before or ("à" in before and "cela" in before)


def _presents(scene: Scene, verb: Word) -> bool:
    """Tell whether a sentence names what a plan holds: « **On y trouve** la hausse … », « **Figurent** aussi … »."""
    before = scene.forms[max(verb.sent.start, verb.i - 3) : verb.i]
    if before[-1:] == ("on",) or before[-2:] == ("on", "y"):
        return True
    return verb.form in _ADDING | _COMING and scene.forms[verb.sent.start : verb.i] in {(), ("y",), ("enfin", ",")}


def _is_announced(scene: Scene, noun: int) -> bool:
    """Tell whether a participle says what became of a measure: « le gel **annoncé** des loyers »."""
    return noun + 1 < len(scene.doc) and has_participle_form(scene.doc[noun + 1])


def _at_stake(scene: Scene, verb: Word, rule: Rule) -> Iterator[Match]:
    """Yield « Il s'agit de **construire 300 logements** d'ici à 2030 », where who answers for it says so."""
    statement = scene.statement_at(verb.idx)
    act = next((t for t in scene.doc[verb.i + 1 : verb.i + 4] if is_infinitive(scene, t)), None)
    if statement is None or act is None or not is_vouched(scene, statement) or is_observed(scene, verb):
        return
    if scene.lemmas[act.i] not in scene.words.acting or scene.modality.negates(verb):
        return
    start = scene.doc[max(0, verb.i - 2)].idx
    end = scene.action_end(act, start)
    if scene.quantities_between(act.idx, end) or is_dated_ahead(scene, act.idx, end):
        tokens = {"head": act.i, "verb": verb.i, "passive": verb.i}
        yield Match(rule, start, end, roles={"cue": ((verb.idx, verb.idx + len(verb)),)}, tokens=tokens)


def _foremost(scene: Scene, noun: Word, rule: Rule) -> Iterator[Match]:
    """Yield « l'élément-clé du plan **sera l'ouverture** d'une ligne », where a word says that it is the foremost."""
    around = scene.forms[max(0, noun.i - 2) : noun.i + 3]
    if not any(form in scene.words.foremost for form in around) and "-" not in noun.form:
        return
    for token in scene.doc[noun.i + 1 : noun.i + _FAR]:
        if token.text[0] in ".;:!?«\n":
            return
        if token.form in _SAYING:
            yield from _act_after(scene, token, rule, start=-1, acts=scene.words.actions)
            return


def _act_after(scene: Scene, verb: Word, rule: Rule, *, start: int, acts: frozenset[str]) -> Iterator[Match]:
    for token in scene.doc[verb.i + 1 : verb.i + 6]:
        is_act = scene.lemmas[token.i] in acts and scene.lemmas[token.i] not in scene.words.heading
        if is_act and token.pos_ == "NOUN" and _is_determined(scene, token):
            for noun in nouns_from(scene, token):
                if noun is token or scene.lemmas[noun.i] in acts:
                    opening = start if noun is token and start >= 0 else _opening(scene, noun)
                    yield _match(scene, rule, verb, noun, opening)
            return
        if token.is_punct or token.pos_ == "VERB":
            return


def _opening(scene: Scene, noun: Word) -> int:
    """Return where the article of a noun stands, the main word of its clause or not."""
    first = noun
    while first.i and scene.doc[first.i - 1].pos_ in {"DET", "ADJ", "NUM"}:
        first = scene.doc[first.i - 1]
    return first.idx


def _is_determined(scene: Scene, noun: Word) -> bool:
    return any(form in _ARTICLES for form in scene.forms[max(0, noun.i - 2) : noun.i])


def _promised_part(scene: Scene, cue: Word, rule: Rule) -> Iterator[Match]:
    """Yield « la **baisse** de la TVA fait partie des promesses du candidat »."""
    before = scene.doc[max(cue.sent.start, cue.i - 5) : cue.i]
    pairs = {scene.forms[token.i : token.i + 2] for token in before}
    verb = next((t for t in before if scene.verbs[t.i] in {"faire", "être", "figurer"}), None)
    if verb is None or not pairs & _PARTS or scene.modality.negates(verb):
        return
    for token in scene.doc[max(cue.sent.start, verb.i - _BEHIND) : verb.i]:
        if token.pos_ == "NOUN" and scene.lemmas[token.i] in scene.words.actions and _is_determined(scene, token):
            span = (cue.idx, cue.idx + len(cue))
            start = phrase_of(token).start_char
            end = scene.action_end(cue, start, nominal=True)
            tokens = {"head": token.i, "cue": cue.i}
            yield Match(rule, start, end, roles={"cue": (span,)}, tokens=tokens, force="pledge")
            return


def _match(scene: Scene, rule: Rule, cue: Word, head: Word, start: int) -> Match:
    span = (cue.idx, cue.idx + len(cue))
    tokens = {"head": head.i, "verb": cue.i, "passive": cue.i, "unsigned": 1}
    end = scene.action_end(head, start, nominal=True)
    return Match(rule, start, end, roles={"cue": (span,)}, tokens=tokens)
