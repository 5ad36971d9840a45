"""What a body has or is led to do: « la ville **sera contrainte de fermer** sa piscine », « sera amené à céder »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.coordination import infinitives_from, is_infinitive, opening_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import group_start

_REACH = 5  # tokens from « contraint » to what one has to do
_LINKS = frozenset({"de", "d'", "à"})


def compelled_act(scene: Scene, participle: Word) -> Word | None:
    """Return what somebody has to do: « contrainte de **fermer** »; None in « la séance sera tenue à Lyon »."""
    if scene.verbs[participle.i] not in scene.words.compelled:
        return None
    first = next((t for t in scene.doc[participle.i + 1 : participle.i + _REACH] if is_infinitive(scene, t)), None)
    return first if first is not None and scene.forms[opening_of(scene, first) - 1] in _LINKS else None


def compelled_matches(scene: Scene, finite: Word, first: Word, subject: Word, rule: Rule) -> Iterator[Match]:
    """Yield what somebody answerable has to do, as its own act; nothing where anybody has to."""
    if scene.modality.is_conditional_on(finite) or scene.modality.negates(finite) or not scene.can_answer(subject):
        return
    for number, action in enumerate(infinitives_from(scene, first)):
        if scene.lemmas[action.i] not in scene.words.acting:
            continue
        start = group_start(finite).idx if number == 0 else scene.doc[opening_of(scene, action)].idx
        tokens = {"head": action.i, "verb": finite.i, "subject": subject.i}
        cue = (finite.idx, finite.idx + len(finite))
        yield Match(rule, start, scene.action_end(action, start), roles={"cue": (cue,)}, tokens=tokens)
