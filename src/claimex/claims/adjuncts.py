"""What opens a sentence and tells of its subject's own doing: « **Après avoir cité Paul Roy,** il part »."""

from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.syntax import is_gerund, is_infinitive, is_verb

_FEWEST = 3  # tokens at least of « en partant, il »
_FARTHEST = 30  # tokens looked at for the comma that closes one
_LEADING = frozenset({"après", "avant", "en", "pour", "sans"})
_HELPED = frozenset({"s'", "l'", "les"})  # « Après **s'**être tu »
_PRONOUNS = frozenset({"il", "elle", "ils", "elles"})


class Adjuncts:
    """Tells who stands inside such words: never whom the pronoun behind them takes up."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._ends: dict[int, int] = {}

    def start_before(self, pronoun: int) -> int:
        """Return the character where the words start that a pronoun follows; its own when there are none."""
        start, _ = self.scene.sentence(pronoun)
        is_led = self.scene.tokens[pronoun - 1].text == "," and self._is_adjunct(start, pronoun)
        return self.scene.starts[start if is_led else pronoun]

    def holds(self, token: int) -> bool:
        """Tell whether a name stands in such words before a pronoun."""
        start, end = self.scene.sentence(token)
        if start not in self._ends:
            self._ends[start] = self._end(start, min(end, start + _FARTHEST))
        return token < self._ends[start]

    def _end(self, start: int, end: int) -> int:
        for i in range(start + _FEWEST, end - 1):
            if self.scene.tokens[i].text == "," and self.scene.forms[i + 1] in _PRONOUNS:
                return i if self._is_adjunct(start, i + 1) else start
        return start

    def _is_adjunct(self, start: int, end: int) -> bool:
        scene = self.scene
        if end - start < _FEWEST or scene.has_finite_verb(start, end):
            return False
        has_infinitive = any(is_infinitive(token) for token in scene.tokens[start : start + 3])
        is_led = scene.forms[start] in _LEADING and (has_infinitive or scene.forms[start + 1] in _HELPED)
        return is_led or any(is_verb(token) and is_gerund(token) for token in scene.tokens[start : start + 2])
