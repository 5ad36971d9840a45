"""The spaCy components. Every one is thin: find, then write.

Each works alone in somebody else's ``fr_core_news_md`` pipeline (``nlp.add_pipe("claimex_quantities")``) and saves the
user's own rule and lexicon files with it, so a saved pipeline gives the same claims elsewhere.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path

import srsly
from spacy.tokens import Doc

from claimex import annotations as ann
from claimex.claims.commitments import find_commitments
from claimex.claims.figures import find_figures
from claimex.claims.statements import find_statements
from claimex.directories import KeptDirectory
from claimex.layout import find_blocks, set_sentence_starts
from claimex.lexicon import Lexicon, load_lexicon
from claimex.mentions.actors import find_actors
from claimex.mentions.moments import find_moments
from claimex.mentions.quantities import find_quantities
from claimex.mentions.quotes import find_quotes
from claimex.rules import RuleBook, load_rules

Own = str | KeptDirectory | None  # a user's directory: by name, as saved, or none


class Component:
    """A spaCy component that finds with our rules and lexicon and writes one span group.

    A user's own directories are read when the component first runs, and their files are saved with it.
    """

    def __init__(self, name: str, *, lexicon_dir: str | None = None, rules_dir: str | None = None) -> None:
        self.name = name
        self.own_words: Own = lexicon_dir
        self.own_rules: Own = rules_dir

    @cached_property
    def lexicon(self) -> Lexicon:
        """Our word lists, the user's on top."""
        return load_lexicon(self.own_words)

    @cached_property
    def rules(self) -> RuleBook:
        """Our rules, the user's on top."""
        return load_rules(self.own_rules)

    def __call__(self, doc: Doc) -> Doc:
        raise TypeError(f"{type(self).__name__} finds nothing; use one of its children")

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the component's own data as bytes: the user's files, by name."""
        data: bytes = srsly.msgpack_dumps({"lexicon": _contents(self.own_words), "rules": _contents(self.own_rules)})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Component":
        """Load what ``to_bytes`` gave; the directories that it was made from need not be there."""
        kept = srsly.msgpack_loads(data)
        self.own_words, self.own_rules = _directory(kept["lexicon"]), _directory(kept["rules"])
        for name in ("lexicon", "rules"):
            self.__dict__.pop(name, None)  # what was read before is of other files
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's own data to a directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        Path(path, "claimex.msgpack").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Component":
        """Load what ``to_disk`` wrote."""
        return self.from_bytes(Path(path, "claimex.msgpack").read_bytes())


def _contents(own: Own) -> dict[str, bytes] | None:
    if own is None:
        return None
    return (own if isinstance(own, KeptDirectory) else KeptDirectory.read(own)).contents()


def _directory(contents: dict[str, bytes] | None) -> KeptDirectory | None:
    return None if contents is None else KeptDirectory.from_contents(contents)


class Layout(Component):
    """Writes ``claimex.blocks`` and sets sentence starts; first in the pipeline, before the parser."""

    def __call__(self, doc: Doc) -> Doc:
        blocks = tuple(find_blocks(ann.text_of(doc), self.lexicon))
        set_sentence_starts(doc, blocks, self.lexicon)
        ann.write(doc, ann.BLOCKS, blocks)
        return doc


class Quotes(Component):
    """Writes ``claimex.quotes``."""

    def __call__(self, doc: Doc) -> Doc:
        ann.write(doc, ann.QUOTES, find_quotes(doc))
        return doc


class Actors(Component):
    """Writes ``claimex.actors``."""

    def __call__(self, doc: Doc) -> Doc:
        entries, mentions = find_actors(doc, self.lexicon)
        ann.write(doc, ann.ACTORS, mentions, entries=entries)
        return doc


class Quantities(Component):
    """Writes ``claimex.quantities``."""

    def __call__(self, doc: Doc) -> Doc:
        ann.write(doc, ann.QUANTITIES, find_quantities(doc, self.lexicon))
        return doc


class Moments(Component):
    """Writes ``claimex.moments``; reads the day of publication in ``doc.user_data[PUBLISHED]``."""

    def __call__(self, doc: Doc) -> Doc:
        published = doc.user_data.get(ann.PUBLISHED)
        day = date.fromisoformat(published) if published else None
        ann.write(doc, ann.MOMENTS, find_moments(doc, self.lexicon, published=day))
        return doc


class Statements(Component):
    """Adds statements to ``claimex.claims``."""

    def __call__(self, doc: Doc) -> Doc:
        ann.add_claims(doc, find_statements(doc, self.rules, self.lexicon))
        return doc


class Commitments(Component):
    """Adds commitments to ``claimex.claims``."""

    def __call__(self, doc: Doc) -> Doc:
        ann.add_claims(doc, find_commitments(doc, self.rules, self.lexicon))
        return doc


class Figures(Component):
    """Adds figures to ``claimex.claims``."""

    def __call__(self, doc: Doc) -> Doc:
        ann.add_claims(doc, find_figures(doc, self.rules, self.lexicon))
        return doc
