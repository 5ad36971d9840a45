"""Whose measure it is that somebody tells: the speaker's, the body's that he speaks for, of whoever decided before.

« Nous rappellerons les réservistes », martèle le directeur de l'agence: the agency. « Je ne toucherai à rien »: the
speaker. « 42 lits seront ouverts », a indiqué la préfecture: the préfecture, because a passive hides who decides.
"""

from claimex import annotations as ann
from claimex.claims.deciders import Deciders
from claimex.claims.leaders import Leaders
from claimex.claims.named_bodies import NamedBodies
from claimex.claims.principals import Principal

_TURN = 400  # characters within which whoever committed goes on speaking
_SINGULAR = frozenset({"je", "j'"})
_PLURAL = frozenset({"nous", "on"})
FIRST_PERSON = _SINGULAR | _PLURAL


class Voices:
    """The speakers of one document as those who may be bound by what they tell."""

    def __init__(self, names: NamedBodies, leaders: Leaders, deciders: Deciders, principal: Principal) -> None:
        self.names = names
        self.leaders = leaders
        self.deciders = deciders
        self.principal = principal
        self.memory = deciders.memory

    def first_person(self, form: str, statement: ann.StatementMention | None, at: int) -> tuple[int, ...]:
        """Return who « je » or « nous » is: the speaker, or the government, state or body that he speaks for."""
        if form in _SINGULAR:
            said = self.speakers(statement, plural=False) or self.principal.introduced(at)
            return said or self._going_on(statement, at)
        told = statement.speakers if statement is not None else ()
        return (
            self.leaders.government_of(told)
            or self.leaders.state_of(told)
            or self.speakers(statement, plural=True, at=at)
            or self._going_on(statement, at)
        )

    def behind(self, statement: ann.StatementMention | None, at: int) -> tuple[int, ...]:
        """Return who stands behind a measure that names nobody: its speaker, else who decided last."""
        follows = statement is not None and statement.cue is not None and statement.cue[0] > at
        if follows and (here := self.deciders.bodies_here(at)):
            return here
        said = self.speakers(statement, plural=True, at=-1) or self.principal.introduced(at)
        return said or self.deciders.last(at) or self.principal.main.body or self.principal.teller

    def speakers(self, statement: ann.StatementMention | None, *, plural: bool, at: int = -1) -> tuple[int, ...]:
        """Return who speaks, ``plural`` for the bodies behind them: « Nous », dit la directrice de **Valdor**."""
        if statement is None:
            return ()
        if not plural:
            return statement.speakers
        if not statement.speakers and statement.speaker_words is not None:
            return self.leaders.spoken_for(*statement.speaker_words)
        bodies = tuple(body for speaker in statement.speakers if (body := self.leaders.body_of(speaker)) is not None)
        here = self.deciders.bodies_here(at) if at >= 0 and not bodies else ()
        return bodies or here or statement.speakers

    def _going_on(self, statement: ann.StatementMention | None, at: int) -> tuple[int, ...]:
        """Return who says « je » or « nous » in a quotation that names nobody: whoever committed just before it."""
        is_unsigned = statement is None or statement.speaker_words is None
        return self.memory.actors if is_unsigned and self.memory.actors and at - self.memory.at < _TURN else ()
