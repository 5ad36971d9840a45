"""Rules: named constructions with their words and their proofs. The only reader of ``data/rules``.

A rule names one construction of the closed list in docs/ecrire-une-regle.md, gives it words, and carries examples and
counter-examples with the roles bracketed in the sentence: ``"[« C'est faux »]content, a répondu [Marine]speaker."``
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimex.directories import KeptDirectory
from claimex.errors import RulesError
from claimex.lexicon import Lexicon
from claimex.schema import Force, Stance

KINDS = ("statement", "commitment", "figure")

ConstructionName = Literal[
    "verb_que", "incise", "source_prefix", "colon_quote", "quote_verb", "verb_noun", "verb_infinitive", "noun_que",
    "free_quote", "passive_report", "modal_future", "simple_future", "passive_future", "passive_present",
    "noun_commitment", "goal", "listed_measure", "measure_announced", "measure_planned", "measure_change",
    "measure_value", "measure_share", "measure_count", "adjective_infinitive", "text_participle", "text_aim",
    "simple_present", "counted_measure", "bare_measure", "approval", "token_pattern",
    "headline_participle",
]  # fmt: skip


class Rule(BaseModel):
    """One rule. ``id`` is ``kind.construction[.variant]``; ``verbs`` and ``nouns`` are lemmas or ``@list`` names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^(statement|commitment|figure)\.[a-z_]+(\.[a-z_]+)*$")]
    construction: ConstructionName
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    pattern: str | None = None
    force: Force | None = None
    stance: Stance | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.7
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    expect_fail: dict[str, str] = Field(default_factory=dict)
    note: str

    @property
    def kind(self) -> str:
        """The claim kind, the first part of the id."""
        return self.id.split(".", 1)[0]

    def lemmas(self, lexicon: Lexicon) -> frozenset[str]:
        """Return verbs and nouns with every ``@list`` opened."""
        opened: set[str] = set()
        for word in (*self.verbs, *self.nouns):
            opened |= lexicon.words(word[1:]) if word.startswith("@") else {word}
        return frozenset(opened)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its brackets, and the roles that stood in them as (role, start, end)."""

    text: str
    roles: tuple[tuple[str, int, int], ...]


_BRACKET = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]([a-z][a-z_]*)")


def parse_example(marked: str) -> Example:
    """Take the brackets out of an example; offsets are code points into ``Example.text``.

    >>> parse_example("[Il pleut]content, dit [Léa]speaker.")
    Example(text='Il pleut, dit Léa.', roles=(('content', 0, 8), ('speaker', 14, 17)))
    """
    roles: list[tuple[str, int, int]] = []

    def strip(text: str, offset: int) -> str:
        plain, last = "", 0
        for match in _BRACKET.finditer(text):
            plain += text[last : match.start()]
            start = offset + len(plain)
            inner = strip(match[1], start)
            plain += inner
            roles.append((match[2], start, start + len(inner)))
            last = match.end()
        return plain + text[last:]

    return Example(text=strip(marked, 0), roles=tuple(sorted(roles, key=lambda role: (role[1], role[2]))))


class RuleBook:
    """All rules of one set of directories, in file and text order."""

    def __init__(self, rules: tuple[Rule, ...], digest: str) -> None:
        self.rules = rules
        self.digest = digest
        self._found: dict[tuple[str, str | None], tuple[Rule, ...]] = {}

    def of(self, kind: str, construction: str | None = None) -> tuple[Rule, ...]:
        """Return the rules of a kind (and construction), in order."""
        key = kind, construction
        if key not in self._found:
            self._found[key] = tuple(r for r in self.rules if r.kind == kind and construction in (None, r.construction))
        return self._found[key]

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}


def load_rules(directory: str | Path | KeptDirectory | None = None) -> RuleBook:
    """Return our rules, with a user's directory on top when one is given. A rule of the same id replaces ours.

    Raises ``RulesError``: CX201 no directory, CX202 unreadable TOML, CX203 a field that does not fit, CX205 double id.
    """
    return _load(str(directory) if isinstance(directory, Path) else directory)


@cache
def _load(directory: str | KeptDirectory | None) -> RuleBook:
    ours = files("claimex").joinpath("data/rules")
    sources: list[Traversable] = [ours]
    if isinstance(directory, KeptDirectory):
        sources.append(directory)
    elif directory is not None:
        if not Path(directory).is_dir():
            raise RulesError(
                201, what="not a directory", where=directory, todo="Name a directory with .toml rule files"
            )
        sources.append(Path(directory))
    rules: dict[str, Rule] = {}
    digest = hashlib.sha256()
    for source in sources:
        contents = {file.name: file.read_bytes() for file in source.iterdir() if file.name.endswith(".toml")}
        for name in sorted(contents):
            digest.update(name.encode() + b"\0" + contents[name])
        rules |= _read_directory(contents)
    return RuleBook(tuple(rules.values()), digest.hexdigest())


def _read_directory(contents: Mapping[str, bytes]) -> dict[str, Rule]:
    """Return the rules of one directory by id, in the order of its files' names."""
    rules: dict[str, Rule] = {}
    for name in sorted(contents):
        for rule in _read_rules(name, contents[name]):
            if rule.id in rules:
                raise RulesError(205, what=f"the id {rule.id!r} stands twice", where=name, todo="Rename one of them")
            rules[rule.id] = rule
    return rules


def _read_rules(name: str, content: bytes) -> Iterator[Rule]:
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesError(202, what=str(error), where=name, todo="Mend the file; it must be UTF-8 TOML") from error
    for number, entry in enumerate(data.get("rule", ()), start=1):
        try:
            yield Rule.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            where = f"{name}, rule {entry.get('id', number)!r}, field {field!r}"
            raise RulesError(203, what=first["msg"], where=where, todo="See docs/ecrire-une-regle.md") from error
