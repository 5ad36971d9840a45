"""What the lexicon knows of names: actors, places, communes, first names, titles, heads of institutions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeGuard, get_args

from claimex.errors import LexiconError
from claimex.lexicon import Lexicon, Row
from claimex.mentions.words import Words, first_word, fold
from claimex.schema import ActorKind

Gender = Literal["f", "m", ""]
_COLUMNS = frozenset({"form", "name", "kind"})
_CONTRACTED = {"du": "Le", "au": "Le", "des": "Les", "aux": "Les"}
_ARTICLES = ("Le ", "La ", "Les ", "L'")
_BARE = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "AAACEEEEIIOOUUU")
_SPELLED = frozenset({"country", "region", "department"})  # whose inner capitals writers forget
_SMALL = frozenset({"La ", "Le ", "Les", "L'"})
_KEPT = frozenset({"Grand Est"})
_PEEK = 3  # characters behind the first word of a form that tell whether a text may go on with it
_LARGE = 20_000  # inhabitants from which a commune's name alone is telling


@dataclass(frozen=True, slots=True)
class Known:
    """A form of a table: whose name it is, of which kind, how telling it is alone (0 to 1)."""

    name: str
    kind: ActorKind
    weight: float
    sort: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A head of bodies.toml: « ministère » is ("completed", "institution")."""

    need: str
    kind: str


def _is_kind(value: str) -> TypeGuard[ActorKind]:
    return value in get_args(ActorKind)


def _read_kind(row: Row) -> ActorKind:
    kind = row["kind"]
    if not _is_kind(kind):
        raise LexiconError(
            306,
            what=f"{kind!r} is no kind of actor",
            where=f"actors.tsv, form {row['form']!r}",
            todo=f"Write one of {', '.join(get_args(ActorKind))}",
        )
    return kind


class _Naming(dict[str, frozenset[str]]):
    """The small words of each table of naming.toml, looked up once: names ask for one table or another every word."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, table: str) -> frozenset[str]:
        found = self[table] = self._lexicon.words(f"naming.{table}")
        return found


class Gazetteer:
    """The name tables of one lexicon, indexed for a scan over words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.naming = _Naming(lexicon).__getitem__
        self.ambiguous = lexicon.words("ambiguous.name")
        self.known: dict[str, Known] = {}
        self.towns = lexicon.forms("towns")
        self._add_places(lexicon)
        self._add_actors(lexicon)
        self.genders: dict[str, Gender] = {
            row["form"]: row["gender"]  # type: ignore[misc]  # checked by tests/mentions/test_gazetteer.py
            for row in lexicon.table("first_names")
        }
        self.genders.update(self.genders_of("given"))
        self.heads = {need: _read_heads(lexicon, need) for need in ("apposed", "completed", "bare")}
        self.facilities = lexicon.words("bodies.completed.place")
        for form, head in self.heads["bare"].items():
            self.known.setdefault(form, Known(form, head.kind, 1.0))  # type: ignore[arg-type]  # bodies, never none
        self._folded = {fold(form): known for form, known in self.known.items() if " " in form}
        self._known_index = _index(self.known)
        self._head_index = _index((*self.heads["completed"], *self.heads["bare"]))
        self.triggers = frozenset(
            form.lower() for form in (*self._known_index.openings, *self._head_index.openings) if form[0].islower()
        )
        self.adjectives = lexicon.words("bodies.adjectives")
        self.demonyms = lexicon.words("demonyms")
        self.folded_demonyms = frozenset(map(fold, self.demonyms))
        self.telling = self.demonyms | lexicon.words("naming.leaning")
        self.linking = lexicon.words("naming.linking")
        self.openers = lexicon.words("ambiguous.opener")
        self.plain = lexicon.words("ambiguous.plain")
        self.holders = _read_holders(lexicon)
        self.rulers = frozenset(row["name"].rpartition(" ")[2] for row in lexicon.table("holders"))
        self.common = lexicon.words("ambiguous.common")
        self.nameless = self.common | self.plain
        self.toponym_endings = tuple(self.naming("toponym_last"))
        self.scottish = tuple(self.naming("scottish"))
        self._common_index = _index(form for form in self.common if " " in form)
        self.definite = self.genders_of("definite")
        self.elided = self.genders_of("elided")
        short = lexicon.mapping("naming")["short"]
        self.short_names = {fold(name): tuple(map(fold, heads)) for name, heads in short.items()}

    def _add_places(self, lexicon: Lexicon) -> None:
        for form in sorted(self.towns):  # which of « La X » and « Le X » gives « X » must not hang on the hash
            if form.startswith(_ARTICLES):  # the others are read whole as capitals; these begin with a small word
                self._add(form, Known(form, "place", self._weigh(form, 0.35), "city"))
        for row in lexicon.table("communes"):
            form = row["form"].replace("’", "'")
            weight = 0.7 if int(row["population"]) >= _LARGE else 0.35
            self._add(form, Known(form, "place", self._weigh(form, weight), "city"))
        for row in lexicon.table("places"):
            self._add(row["form"], Known(row["name"], "place", self._weigh(row["form"], 1.0), row["sort"]))

    def _add_actors(self, lexicon: Lexicon) -> None:
        for row in lexicon.table("actors"):
            extra = tuple((key, value) for key, value in row.items() if key not in _COLUMNS and value)
            kind = _read_kind(row)
            form = row["form"].replace("’", "'")
            self._add(form, Known(row["name"], kind, self._weigh(form, 1.0), identifiers=extra))

    def _weigh(self, form: str, weight: float) -> float:
        return 0.3 if form in self.ambiguous else weight

    def _add(self, form: str, known: Known) -> None:
        self.known[form] = known
        if form != (plain := plain_capitals(form)):
            self.known.setdefault(plain, known)
        if known.kind == "place" and form.count("-") > (known.sort not in _SPELLED):
            self.known.setdefault(form.replace("-", " "), known)  # « Pas de Calais », « Pays Bas », « Côte d'Or »
        if known.sort == "country" and " " in form and form[:3] not in _SMALL:
            self.known.setdefault(form.replace(" ", "-"), known)  # « Burkina-Faso »
        if known.sort in _SPELLED and ("-" in form or " " in form) and form not in _KEPT and form[:3] not in _SMALL:
            self.known.setdefault(form[0] + form[1:].lower(), known)  # « Etats-unis », « Côte d'ivoire »
            self.known.setdefault(plain[0] + plain[1:].lower(), known)
        if form.startswith(("Al-", "El-")):
            self.known.setdefault(form.replace("-", " ", 1), known)  # « Al Qaïda »
        bare = _without_article(form) if form not in self.ambiguous else ""
        if bare:
            faint = replace(known, weight=min(known.weight, 0.6))
            self.known.setdefault(bare, faint)
            self.known.setdefault(plain_capitals(bare), faint)

    def recall(self, form: str) -> Known | None:
        """Return the row of a form, of several words in whatever capitals: « Force Ouvrière »."""
        return self.known.get(form) or (self._folded.get(fold(form)) if " " in form else None)

    def is_place(self, form: str) -> bool:
        """Tell whether the tables know a form as a place."""
        known = self.known.get(form)
        return known is not None and known.kind == "place"

    def is_infinitive(self, form: str) -> bool:
        """Tell whether a form is the infinitive of a verb of our lists: « la promesse de la maire de **rouvrir** »."""
        return form.endswith(("r", "re")) and self.lexicon.verb_lemma(form) == form

    def gender_of(self, first_name: str) -> Gender:
        """Return the gender of a first name, by its first half when it has two: « Jean-Marie » is m."""
        return self.genders.get(first_name) or self.genders.get(first_name.partition("-")[0]) or ""

    def genders_of(self, table: str) -> dict[str, Gender]:
        """Return the words of a table of naming.toml that has one list a gender."""
        lists = self.lexicon.mapping("naming")[table]
        genders: tuple[tuple[Gender, str], ...] = (("m", "m"), ("f", "f"), ("", "any"))
        return {form: gender for gender, key in genders for form in lists.get(key, {}).get("forms", ())}

    def match(self, words: Words, i: int) -> int:
        """Return the word after the longest known form that begins at word ``i``; ``i`` when there is none."""
        return _longest(self._known_index, words, i)

    def match_common(self, words: Words, i: int) -> int:
        """Return the word after an event or thing of several words: « Tour de France »; ``i`` when there is none."""
        return _longest(self._common_index, words, i)

    def match_head(self, words: Words, i: int) -> int:
        """Return the word after the longest institution head at word ``i``; ``i`` when there is none."""
        return _longest(self._head_index, words, i, lower=True)

    def head_of(self, noun: str) -> Head | None:
        """Return the head that opens a name, bare ones first: they may stand alone."""
        return self.heads["bare"].get(noun) or self.heads["completed"].get(noun)

    def recall_contracted(self, before: str, form: str) -> Known | None:
        """Return « Le Monde » for « (un journaliste du) **Monde** »: the preposition has taken its article."""
        article = _CONTRACTED.get(before)
        known = self.known.get(f"{article} {form}") if article is not None else None
        return known if known is not None and known.kind == "organisation" else None

    def speaks_at(self, words: Words, i: int) -> bool:
        """True for a verb of speech after a paper's name: « Le Monde **révèle** que … », « Le Point a **appris** »."""
        i += words.lower(i) in {"a", "avait"}
        if i >= words.size or not words.is_joined(i):
            return False
        return self.lexicon.verb_lemma(words.lower(i)) in self.lexicon.words("reporting.takes.que")

    def apposed_kind(self, noun: str) -> str | None:
        """Return what a noun before a name says of it: « le groupe Bouygues » an organisation, « le film X » none."""
        head = self.heads["apposed"].get(noun) or self.heads["apposed"].get(noun.rstrip("s"))
        return head.kind if head else None


def plain_capitals(form: str) -> str:
    """Return a form as it stands where capitals bear no accents: « Evry », « l'Etat », « CEDEAO »."""
    return form if form.isascii() else form.translate(_BARE)


def _without_article(form: str) -> str:
    for article in _ARTICLES:
        if form.startswith(article):
            rest = form[len(article) :]
            return rest if rest[0].isupper() and len(rest) > 3 else ""
    return ""


def _read_holders(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return offices by the name (folded) of who is known to hold or to have held them."""
    holders: dict[str, tuple[str, ...]] = {}
    for row in lexicon.table("holders"):
        key = fold(row["name"])
        holders[key] = (*holders.get(key, ()), fold(row["office"]))
    return holders


def _read_heads(lexicon: Lexicon, need: str) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for kind, values in lexicon.mapping("bodies")[need].items():
        for form in values["forms"]:
            heads.setdefault(form.lower(), Head(need, kind))
            heads.setdefault(plain_capitals(form[0].upper() + form[1:]).lower(), Head(need, kind))
    return heads


@dataclass(frozen=True, slots=True)
class _Index:
    """Forms by how they begin: with which words, and how long those are that begin alike, the longest first.

    ``lengths`` is keyed by the first word and ``_PEEK`` characters after it, or the first word when no more follow: few
    of the many words « la » of a text go on as a name does. ``first_words`` says which word begins each form.
    """

    openings: frozenset[str]
    lengths: dict[str, tuple[int, ...]]
    first_words: dict[str, str]


def _index(forms: Iterable[str]) -> _Index:
    first_words = {form: first for form in forms if (first := first_word(form))}
    found: dict[str, set[int]] = {}
    for form, first in first_words.items():
        peeked = len(first) + _PEEK
        found.setdefault(form[:peeked] if len(form) >= peeked else first, set()).add(len(form))
    lengths = {beginning: tuple(sorted(sizes, reverse=True)) for beginning, sizes in found.items()}
    return _Index(frozenset(first_words.values()), lengths, first_words)


def _longest(index: _Index, words: Words, i: int, *, lower: bool = False) -> int:
    first = words.lowers[i] if lower else words.forms[i]
    if first not in index.openings:
        return i
    start = words.starts[i]
    beginning = words.text[start : words.ends[i] + _PEEK]
    beginning = beginning.lower() if lower else beginning
    for length in (*index.lengths.get(beginning, ()), *index.lengths.get(first, ())):
        end = start + length
        written = words.text[start:end].lower() if lower else words.text[start:end]
        if index.first_words.get(written) == first and not words.text[end : end + 1].isalnum():
            last = words.at(end - 1)
            if words.ends[last] == end:
                return last + 1
    return i


@cache
def load_gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Return the gazetteer of a lexicon, built once."""
    return Gazetteer(lexicon)
