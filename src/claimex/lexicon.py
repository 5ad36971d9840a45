"""Word lists and tables: the only reader of ``data/lexicon``. Frozen, typed, loaded once.

A list is a TOML file ``NAME.toml`` whose tables hold ``forms = [...]`` or ``lemmas = [...]``; a table is a TSV file
with a header line. A user's own directory (``--lexicon DIR`` or ``lexicon_dir`` in a config) is read after ours: its
lists add to the list of the same name, its TSV rows are added after ours and win where keys are equal.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from claimex.directories import KeptDirectory
from claimex.errors import LexiconError

Row = MappingProxyType[str, str]


class Lexicon:
    """All lists and tables of one set of directories.

    >>> "affirmer" in load_lexicon().words("reporting")
    True
    >>> load_lexicon().verb_lemma("indique")
    'indiquer'
    """

    def __init__(self, directories: tuple[Traversable, ...]) -> None:
        self._directories = directories
        self._lists: dict[str, MappingProxyType[str, Any]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._tables: dict[str, tuple[Row, ...]] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def mapping(self, name: str) -> MappingProxyType[str, Any]:
        """Return ``NAME.toml`` as one mapping; lists under the same key are joined over the directories."""
        if name not in self._lists:
            merged: dict[str, Any] = {}
            found = [self._read_toml(file) for file in self._files(f"{name}.toml")]
            if not found:
                raise LexiconError(
                    301, what="no such list", where=f"{name}.toml", todo="Name a file of data/lexicon or of your own"
                )
            for values in found:
                _merge(merged, values)
            self._lists[name] = MappingProxyType(merged)
        return self._lists[name]

    def words(self, name: str) -> frozenset[str]:
        """Return all ``forms`` and ``lemmas`` of a list, or of one table of it (``"titles.civility"``)."""
        found = self._words.get(name)
        if found is None:
            stem, *path = name.split(".")
            values: Any = self.mapping(stem)
            for key in path:
                if key not in values:
                    raise LexiconError(
                        302, what=f"no table {key!r}", where=f"{stem}.toml", todo="Check the table's name"
                    )
                values = values[key]
            found = self._words[name] = frozenset(_collect(values))
        return found

    def table(self, name: str) -> tuple[Row, ...]:
        """Return the rows of ``NAME.tsv`` over all directories, ours first."""
        if name not in self._tables:
            self._tables[name] = tuple(
                MappingProxyType(dict(zip(names, cells, strict=True)))
                for names, lines in self._parsed(name)
                for cells in lines
            )
        return self._tables[name]

    def forms(self, name: str) -> frozenset[str]:
        """Return the first column of ``NAME.tsv`` over all directories: for long lists, which need no rows."""
        if name not in self._forms:
            self._forms[name] = frozenset(cells[0] for _, lines in self._parsed(name) for cells in lines)
        return self._forms[name]

    @cached_property
    def _verb_forms(self) -> dict[str, str]:
        lemmas: dict[str, str] = {}
        for names, lines in self._parsed("verb_forms"):  # 38,000 lines: no rows are made of them
            form, lemma = names.index("form"), names.index("lemma")
            lemmas.update((cells[form], cells[lemma]) for cells in lines)
        return lemmas

    def verb_lemma(self, form: str) -> str | None:
        """Return the lemma of an inflected form (lower case) of our own verb lists; None when it is none of ours."""
        return self._verb_forms.get(form)

    def verb_lemmas(self, forms: Iterable[str]) -> list[str | None]:
        """Return ``verb_lemma`` of many forms."""
        return list(map(self._verb_forms.get, forms))

    @cached_property
    def digest(self) -> str:
        """A hash of every file, in name order: part of ``Producer.rules``."""
        digest = hashlib.sha256()
        for directory in self._directories:
            for file in sorted(directory.iterdir(), key=lambda f: f.name):
                if file.name.endswith((".toml", ".tsv")):
                    digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    def _parsed(self, name: str) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
        """Yield header and lines of a table as cells, file by file, ours first."""
        found = self._files(f"{name}.tsv")
        if not found:
            raise LexiconError(
                301, what="no such table", where=f"{name}.tsv", todo="Name a file of data/lexicon or of your own"
            )
        yield from map(_read_tsv, found)

    def _files(self, name: str) -> tuple[Traversable, ...]:
        return tuple(file for directory in self._directories if (file := directory.joinpath(name)).is_file())

    @staticmethod
    def _read_toml(file: Traversable) -> dict[str, Any]:
        try:
            return tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LexiconError(
                303, what=str(error), where=file.name, todo="Mend the file; it must be UTF-8 TOML"
            ) from error


def load_lexicon(directory: str | Path | KeptDirectory | None = None) -> Lexicon:
    """Return our lexicon, with a user's directory on top when one is given. Loaded once per directory.

    Raises ``LexiconError`` CX305 when the directory is not there.
    """
    return _load(str(directory) if isinstance(directory, Path) else directory)


@cache
def _load(directory: str | KeptDirectory | None) -> Lexicon:
    ours = files("claimex").joinpath("data/lexicon")
    if directory is None:
        return Lexicon((ours,))
    if isinstance(directory, KeptDirectory):
        return Lexicon((ours, directory))
    path = Path(directory)
    if not path.is_dir():
        raise LexiconError(
            305, what="not a directory", where=directory, todo="Name a directory with .toml or .tsv files"
        )
    return Lexicon((ours, path))


def _read_tsv(file: Traversable) -> tuple[list[str], Iterator[list[str]]]:
    """Return the header and the lines under it as cells. They are plain: a tab parts them, a quotation mark is one."""
    try:
        header, *lines = file.read_text("utf-8-sig").splitlines() or [""]
    except UnicodeDecodeError as error:
        raise LexiconError(303, what=str(error), where=file.name, todo="Save the file as UTF-8") from error
    names = header.split("\t")
    return names, _cells(file.name, lines, len(names))


def _cells(name: str, lines: list[str], width: int) -> Iterator[list[str]]:
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) == width and line:
            yield cells
        elif line:
            what = "the number of cells differs from the header"
            raise LexiconError(304, what=what, where=f"{name}, line {number}", todo="Add or remove tabs")


def _merge(target: dict[str, Any], values: dict[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, dict):
            _merge(target.setdefault(key, {}), value)
        elif isinstance(value, list):
            target[key] = [*target.get(key, []), *value]
        else:
            target[key] = value


def _collect(values: Any) -> list[str]:
    collected: list[str] = []
    for key, value in values.items():
        if key in ("forms", "lemmas"):
            collected += value
        elif isinstance(value, dict):
            collected += _collect(value)
    return collected
