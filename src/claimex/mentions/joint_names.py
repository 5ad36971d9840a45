"""Names joined in one list, and the plural that takes them up: « la **CGT** et **FO** … **les deux syndicats** … ».

A plural noun takes up the last list of its kind; with a number (« les trois pays ») the list has as many members. A
lead may speak of them first: « **Les deux syndicats** appellent à la grève. La CGT et FO ont … ».
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from claimex.annotations import ActorEntry, ActorMention
from claimex.lexicon import Lexicon
from claimex.mentions.titles import load_titles

_NEAR = 900  # characters back to the list that a plural without a number takes up
_COUNTED = 1_500  # characters back, or on from the lead, when the number of members is told
_LEAD = 200  # characters in which a lead may speak of who is named later
_NAMED = r"(?:\s?\([^()]{1,80}\))?"
_AND = r"(?:et|ainsi que|comme|mais aussi)"
_OWN = r"(?:(?:de|à|avec|par|pour) )?(?:(?:d|l)'|(?:du|des|de la|la|le|les|son|sa) )?"
_BODY = re.compile(
    rf"{_NAMED}(?:, (?:{_AND} )?| {_AND} |/){_OWN}(?:(?!de |du |des |par |qui |dont )[a-zà-ÿ-]+ ){{0,2}}"
)
_PERSON = re.compile(
    rf"{_NAMED}(?:, [^,.;:«»()\n]{{1,60}})?(?:, (?:{_AND} )?| {_AND} )"
    r"(?:(?:le|la|l'|son|sa|les|du|de la|de|d'|à) ?[^.;:«»(),\n]{0,60}?,? ?)?(?:(?:M|MM|Mme|Mmes|Me|Dr)\.? )?"
)
_KINDS = {"organisation": {"organisation", "institution"}, "company": {"organisation"}}
_COMPLEMENT = re.compile(r"\b(?:de (?:la |l')?|d'|du |des )$")
_CLOSE = re.compile(rf"{_NAMED}\s*(?:[,.;:!?«»)\n]|$)")
_JOINS = re.compile(rf"(?:^| |, ){_AND} |/")


class JointNames:
    """The lists of names of one document; ``text`` has plain apostrophes."""

    def __init__(
        self, text: str, entries: Sequence[ActorEntry], mentions: Sequence[ActorMention], lexicon: Lexicon
    ) -> None:
        self.text = text
        self.entries = entries
        self.mentions = mentions
        self._groups, self._counted = _groups(lexicon), _counted(lexicon)
        self.counts: dict[str, int] = dict(lexicon.mapping("anaphors")["count"])

    def is_group(self, noun: str) -> bool:
        """Tell whether a plural noun may take up a list: « syndicats », « ministres », « pays »."""
        return noun in self._groups or noun in self._counted

    def taken_up(self, offset: int, noun: str, count: int | None) -> tuple[int, ...]:
        """Return the members whom a plural noun takes up at an offset; ``count``: « les **deux** pays »."""
        kind = self._groups.get(noun) or (self._counted.get(noun) if count is not None else None)
        if kind is None:
            return ()
        reach = _COUNTED if count is not None else _NEAR
        for members in self._before(offset):
            if members[-1].end < offset - reach:
                break
            if self._is_of(members, kind, count):
                return _actors(members)
        if count is None or offset > _LEAD:
            return ()
        later = (m for m in self.lists if offset < m[0].start < offset + _COUNTED and self._is_of(m, kind, count))
        return _actors(next(later, ()))

    def last(self, offset: int) -> tuple[int, ...]:
        """Return the members of the last list of persons or bodies near before a character: « **leur** plan »."""
        for members in self._before(offset):
            if members[-1].end < offset - _NEAR:
                break
            if all(self.entries[member.actor].kind != "place" for member in members):
                return _actors(members)
        return ()

    def around(self, start: int) -> tuple[int, ...]:
        """Return the members of the list whose first name starts at a character; () for a name of its own."""
        number = bisect_left(self._list_starts, start)
        members = self.lists[number] if number < len(self.lists) else ()
        return _actors(members) if members and members[0].start == start else ()

    def closed(self, start: int) -> tuple[int, ...]:
        """Return the members of a list that ends before a stop: « selon **la CGT et FO**, … », « d'après A, B et C. ».

        « Selon A, **B et C** refusent » is no such list.
        """
        number = bisect_left(self._list_starts, start)
        members = self.lists[number] if number < len(self.lists) else ()
        is_closed = bool(members) and members[0].start == start and _CLOSE.match(self.text, members[-1].end)
        return _actors(members) if is_closed else ()

    def with_others(self, start: int, end: int) -> tuple[int, ...]:
        """Return all members of a list that a name between two characters is of."""
        found = (members for members in self.lists if any(start <= member.start < end for member in members))
        return _actors(next(found, ()))

    def _before(self, offset: int) -> Iterator[tuple[ActorMention, ...]]:
        return (m for m in reversed(self.lists[: bisect_left(self._list_starts, offset)]) if m[-1].end <= offset)

    def _is_of(self, members: Sequence[ActorMention], kind: str, count: int | None) -> bool:
        kinds = {self.entries[member.actor].kind for member in members}
        wanted = _KINDS.get(kind, {kind})
        return kinds <= wanted and (count is None or len(_actors(members)) == count)

    @cached_property
    def _list_starts(self) -> list[int]:
        return [members[0].start for members in self.lists]

    @cached_property
    def lists(self) -> tuple[tuple[ActorMention, ...], ...]:
        """The lists in text order: at least two actors, « et » before the last."""
        found: list[tuple[ActorMention, ...]] = []
        current: list[ActorMention] = []
        end, is_joined = 0, False
        for mention in self.mentions:
            if mention.start < end:
                continue
            between = self.text[end : mention.start]
            if current and between.count("(") > between.count(")"):
                continue  # « Jean Petit (fondateur de **Valdor**) et Paul Roy »
            if current and mention.actor == current[-1].actor and between == ", ":
                end = mention.end  # « Léa Petit, **maire de Sens**, et … »
                continue
            is_last = _JOINS.search(between) is not None
            if current and (is_last or not is_joined) and self._joins(current[-1], mention, between):
                is_joined = is_last
                current.append(mention)
            else:
                found += [tuple(current)] if is_joined and len(_actors(current)) > 1 else []
                current, is_joined = [mention], False
            end = mention.end
        return (*found, tuple(current)) if is_joined and len(_actors(current)) > 1 else tuple(found)

    def _joins(self, left: ActorMention, right: ActorMention, between: str) -> bool:
        kinds = {self.entries[left.actor].kind, self.entries[right.actor].kind}
        is_mixed = "person" in kinds and len(kinds) > 1
        if is_mixed and ("place" in kinds or _COMPLEMENT.search(self.text, max(0, left.start - 8), left.start)):
            return False  # « le maire de **Dijon** et la **préfète** »
        pattern = _PERSON if kinds == {"person"} else _BODY
        return pattern.fullmatch(between) is not None


@cache
def _groups(lexicon: Lexicon) -> dict[str, str]:
    tables = lexicon.mapping("anaphors")
    return {form: kind for kind, values in tables["group"].items() for form in values["forms"]}


@cache
def _counted(lexicon: Lexicon) -> dict[str, str]:
    """Return the plurals that need a number: those listed, every role, every noun for a body."""
    tables = lexicon.mapping("anaphors")
    listed = {form: kind for kind, values in tables["counted"].items() for form in values["forms"]}
    companies = {f"{form}s": "company" for form in tables["noun"]["organisation"]["forms"]}
    roles = load_titles(lexicon).nouns
    plurals = (
        companies
        | {f"{form}s": "organisation" for form in tables["noun"]["institution"]["forms"]}
        | {f"{form}s": "person" for form in roles}
    )
    return plurals | {form: "person" for form in roles if form.endswith("s")} | listed


def _actors(members: Sequence[ActorMention]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(member.actor for member in members))
