"""Agreements on a measure, candidacies and texts that somebody tables, told by a set turn.

« se sont accordés **sur la création** d'un fonds », « s'est déclaré **candidat** à la mairie », « un **amendement**
a été déposé par le groupe écologiste ».
"""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.naming import names_action
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import agent_of, auxiliaries_of, finite_verb_of, governor_of, group_start, phrase_of

_REFLEXIVE = frozenset({"se", "s'"})
_AGREEING = frozenset({"accorder", "entendre"})
_STANDING = frozenset({"déclarer", "porter", "présenter"})
_RUNNING = frozenset({"candidat", "candidate", "candidats", "candidates", "course", "bataille"})
_ALONE = frozenset({"déclarer", "porter"})  # « s'est déclaré candidat hier soir »
_TO = frozenset({("à",), ("au",), ("aux",), ("pour",)})
_TABLING = frozenset({"déposer", "proposer", "présenter"})
_BEFORE = 5  # tokens from « se » to « accordés », from « déclaré » to « candidat »
_AFTER = 5  # tokens from « sur » to the measure
_TEXT = 14  # tokens between a text and its participle


def pact_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the measures agreed on, the candidacies and the texts tabled by somebody named."""
    forms = set(scene.forms)
    for rule in [rule for rule in triggers.rules if rule.force == "decision"][:1]:
        if "sur" in forms:
            for position, form in enumerate(scene.forms):
                if form == "sur":
                    yield from _agreed(scene, scene.doc[position], rule)
        if not forms.isdisjoint(_RUNNING):
            for position in [i for i, form in enumerate(scene.forms) if form in _RUNNING]:
                yield from _running(scene, scene.doc[position], rule)
        if not scene.words.drafts.isdisjoint(scene.lemmas):
            for participle, _ in scene.verbs_among(_TABLING):
                yield from _tabled(scene, participle, rule)


def _agreed(scene: Scene, on: Word, rule: Rule) -> Iterator[Match]:
    """Yield « se sont mis d'accord **sur la création** d'un fonds », « se sont entendus **sur une baisse** »."""
    noun = next((t for t in scene.doc[on.i + 1 : on.i + _AFTER] if t.pos_ == "NOUN"), None)
    if noun is None or scene.forms[on.i - 1] == "revenu" or not names_action(scene, noun):
        return
    said = scene.doc[max(0, on.i - 3) : on.i]
    verb = next((t for t in reversed(said) if scene.verbs[t.i] in _AGREEING | {"mettre"}), None)
    if verb is None or (scene.verbs[verb.i] == "mettre") != ("accord" in scene.forms[verb.i : on.i]):
        return
    if _REFLEXIVE.isdisjoint(scene.forms[max(0, verb.i - _BEFORE) : verb.i]):
        return
    yield from _done(scene, verb, noun, rule)


def _running(scene: Scene, noun: Word, rule: Rule) -> Iterator[Match]:
    """Yield « s'est déclaré **candidat** à la mairie », « se lance dans la **course** à la présidence »."""
    verbs = {"lancer"} if noun.form in {"course", "bataille"} else _STANDING
    before = scene.doc[max(0, noun.i - 4) : noun.i]
    verb = next((t for t in reversed(before) if scene.verbs[t.i] in verbs), None)
    follows = scene.forms[noun.i + 1 : noun.i + 2]
    if verb is None or (scene.verbs[verb.i] not in _ALONE and follows[:1] not in _TO):
        return
    if not _REFLEXIVE.isdisjoint(scene.forms[max(0, verb.i - 3) : verb.i]):
        yield from _done(scene, verb, noun, rule)


def _done(scene: Scene, verb: Word, head: Word, rule: Rule) -> Iterator[Match]:
    main = governor_of(verb)
    finite = finite_verb_of(main)
    if scene.modality.negates(main) or scene.modality.is_conditional_on(main) or not is_finite(finite):
        return
    subject = scene.subject_of(main)
    if is_past(finite) or is_conditional(finite) or subject is None or scene.is_abstract(subject):
        return
    start = group_start(main).idx
    tokens = {"head": head.i, "verb": verb.i, "subject": subject.i}
    cue = (verb.idx, verb.idx + len(verb))
    is_bare = head.form in _RUNNING and scene.forms[head.i + 1 : head.i + 2] not in _TO
    end = head.idx + len(head) if is_bare else scene.action_end(head, start)  # « s'est déclaré candidat | hier soir »
    yield Match(rule, start, end, roles={"cue": (cue,)}, tokens=tokens, force="decision")


def _tabled(scene: Scene, participle: Word, rule: Rule) -> Iterator[Match]:
    """Yield « un **amendement** a été déposé par le groupe écologiste », « le **projet de loi** présenté par X »."""
    agent = agent_of(participle)
    if agent is None or scene.modality.negates(participle) or scene.is_relative(participle):
        return
    first = max(participle.sent.start, participle.i - _TEXT)
    text = next((t for t in reversed(scene.doc[first : participle.i]) if _is_draft(scene, t)), None)
    named = scene.can_answer(agent) or scene.resolver.mention_at(agent.i) is not None
    if text is None or not named or scene.lemmas[agent.i] in scene.words.judicial:
        return
    start = phrase_of(text).start_char
    tokens = {"head": text.i, "verb": participle.i, "passive": participle.i}
    cue = (participle.idx, participle.idx + len(participle))
    end = scene.action_end(participle, start, nominal=True)
    if not auxiliaries_of(participle):
        end = phrase_of(agent).end_char  # « le projet de loi, déposé **par le gouvernement**, divise »
    yield Match(rule, start, end, roles={"cue": (cue,)}, tokens=tokens, force="proposal")


def _is_draft(scene: Scene, token: Word) -> bool:
    """Tell whether a noun is a draft: « un amendement », « une proposition **de loi** »."""
    lemma = scene.lemmas[token.i]
    if token.pos_ != "NOUN" or lemma not in scene.words.drafts or lemma == "texte":
        return False
    is_bill = any(word in scene.words.bills for word in scene.lemmas[token.i + 1 : token.i + 4])
    return is_bill or lemma not in scene.words.vague_drafts
