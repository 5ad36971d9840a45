"""The errors claimex raises: one code each, and a message in three parts: what, where, what to do.

Codes: CX1xx schema, CX2xx rules, CX3xx lexicon, CX4xx pipeline, CX5xx readers and exports, CX6xx corpus and store.
"""


class ClaimexError(Exception):
    """Base of every error that claimex raises on purpose.

    >>> str(RulesError(204, what="no 'speaker' found", where='rule "statement.incise"', todo="Move the bracket."))
    '[CX204] rule "statement.incise": no \\'speaker\\' found. Move the bracket.'
    """

    def __init__(self, number: int, *, what: str, where: str, todo: str) -> None:
        self.code = f"CX{number}"
        self.what, self.where, self.todo = what, where, todo
        super().__init__(f"[{self.code}] {where}: {what}. {todo}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), int(self.code[2:]), self.what, self.where, self.todo)


class SchemaError(ClaimexError):
    """CX1xx: a result that contradicts its own source or its published shape."""


class RulesError(ClaimexError):
    """CX2xx: a rule file that cannot be read, or a rule that its own examples refute."""


class LexiconError(ClaimexError):
    """CX3xx: a word list or table that cannot be read."""


class PipelineError(ClaimexError):
    """CX4xx: a model, a component or a text that the pipeline cannot work with."""


class ReaderError(ClaimexError):
    """CX5xx: an input that cannot be read or an output that cannot be written."""


class CorpusError(ClaimexError):
    """CX6xx: a corpus run that cannot start, go on or be resumed."""


def _rebuild(kind: type[ClaimexError], number: int, what: str, where: str, todo: str) -> ClaimexError:
    return kind(number, what=what, where=where, todo=todo)
