"""Where a clause in the future starts, and the match that it makes: « **Deux postes seront** créés »."""

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import auxiliaries_of, group_start, phrase_of


def group_offset(scene: Scene, finite: Word) -> int:
    """Return where a verb group starts, its subject pronoun left out: « (nous) **n'y renoncerons** pas »."""
    first = group_start(finite)
    subject = scene.subject_of(finite)
    if subject is not None and first.i <= subject.i < finite.i:
        return scene.doc[subject.i + 1].idx
    return first.idx


def subject_start(scene: Scene, finite: Word) -> int:
    """Return where a clause starts with its subject: « **Deux postes** seront créés »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or subject.form == "qui":
        return group_offset(scene, finite)
    first = group_start(finite).i
    between = scene.doc[subject.i : first]
    enclosed = len(between) > 3 and between[-1].text == "," and any(token.text == "," for token in between[1:4])
    if not enclosed and any(is_finite(token) and token.pos_ in {"VERB", "AUX"} for token in between):
        return scene.doc[first].idx
    start = phrase_of(subject).start
    stops = ":;«“\n," if scene.doc[start].pos_ in {"ADV", "CCONJ", "SCONJ"} else ":;«“\n"
    cut = [token.i + 1 for token in scene.doc[start : subject.i] if token.text[0] in stops]
    return scene.doc[min(max([start, *cut]), first)].idx


def future_match(scene: Scene, rule: Rule, finite: Word, action: Word, start: int) -> Match:
    tokens = {"head": action.i, "verb": finite.i}
    subject = scene.subject_of(finite)
    if subject is not None:
        tokens["subject"] = subject.i
    if any(scene.lemmas[t.i] == "être" for t in auxiliaries_of(action)):
        tokens["passive"] = action.i
    cue = (finite.idx, finite.idx + len(finite))
    end = scene.action_end(action, start, nominal=scene.is_relative(finite))
    return Match(rule, start, end, roles={"cue": (cue,)}, tokens=tokens)
