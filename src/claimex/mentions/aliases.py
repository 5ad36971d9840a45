"""Which forms are one actor: « Emmanuel Macron » and « Macron », « Confédération générale du travail » and « CGT »."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from claimex.mentions.candidates import Candidate
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.variants import find_variants
from claimex.mentions.words import fold, is_acronym

BODIES = frozenset({"organisation", "institution"})
_OPENING = frozenset({"(", "(l'", "(le", "(la"})
_OR = frozenset({", ou", ", ou la", ", ou le", ", ou l'", ", soit la", ", soit le", ", soit l'", ", pour"})
_ALIASES = ("alias", "dit", "dite", "surnommé", "surnommée", "de son vrai nom", "de son nom de scène", "né", "née")
_SPELLED = 3  # letters at least of an acronym of another language
_STEM = 4  # letters of « malien » that « Mali » has
_WORD = re.compile(r"[^\W_]+")
_OWN_NAME = re.compile(r" (?:du |de (?:la |l['’])?|des |d['’])", re.IGNORECASE)  # « conseil régional **de** Bretagne »


class Forms:
    """A union of forms (folded) into actors; the fullest form of each is its name."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, form: str) -> str:
        """Return the representative of a form."""
        parent = self._parent.setdefault(form, form)
        if parent == form:
            return form
        root = self.find(parent)
        self._parent[form] = root
        return root

    def join(self, form: str, other: str) -> None:
        """Make two forms one actor."""
        a, b = self.find(form), self.find(other)
        if a != b:
            self._parent[b] = a


def join_forms(candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer) -> Forms:
    """Return the union of the keys that name one actor; candidates have their kinds."""
    forms = Forms()
    _join_table(candidates, forms)
    _join_brackets(candidates, forms, text, gazetteer)
    _join_second_names(candidates, forms, text)
    for form, other in find_variants(candidates, gazetteer):
        forms.join(form, other)
    _join_persons(candidates, forms, gazetteer)
    _join_bodies(candidates, forms, gazetteer, text)
    _join_short(candidates, forms, gazetteer)
    _join_initials(candidates, forms)
    return forms


def _join_table(candidates: Iterable[Candidate], forms: Forms) -> None:
    names: dict[tuple[str, str], str] = {}
    for candidate in candidates:
        known, kind = candidate.known, candidate.kind
        if known is None or kind is None or not _agree(kind, known.kind):
            continue
        key = (fold(known.name), "body" if kind in BODIES else kind)
        forms.join(names.setdefault(key, candidate.key), candidate.key)


def _agree(kind: str, other: str) -> bool:
    return kind == other or (kind in BODIES and other in BODIES)


def _join_brackets(candidates: Sequence[Candidate], forms: Forms, text: str, gazetteer: Gazetteer) -> None:
    """Join « Office français de la biodiversité (OFB) » and « FLN (Front de libération nationale) »."""
    for left, right in bracketed(candidates, text, gazetteer):
        if _agree(left.kind or "", right.kind or ""):
            forms.join(left.key, right.key)


def _join_second_names(candidates: Sequence[Candidate], forms: Forms, text: str) -> None:
    """Join « Jean Petit, **alias** Rider Vert »: a person and the name that the person goes by."""
    if not any(word in text for word in _ALIASES):
        return
    for left, right in pairwise(candidates):
        if left.kind == right.kind == "person" and text[left.end : right.start].strip(' ,«"“') in _ALIASES:
            forms.join(left.key, right.key)


def bracketed(
    candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer
) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield pairs of a name and its short form in brackets, either way round."""
    for left, right in pairwise(candidates):
        between = text[left.end : right.start].strip()
        closed = text[right.end : right.end + 1] in {")", ","}
        if not closed or not (between in _OPENING or _is_or(left, between) or _is_inserted(right, between)):
            continue
        spelled = abbreviates(right.form, left.form) or abbreviates(left.form, right.form)
        if spelled or _is_styled(left, right, gazetteer):
            yield left, right


def _is_or(left: Candidate, between: str) -> bool:
    """True for « La SGP, **ou** Société du Grand Paris, »."""
    return between in _OR and is_acronym(left.form)


def _is_inserted(right: Candidate, between: str) -> bool:
    """True for « le Front uni de libération, **FUL**, »."""
    return between == "," and is_acronym(right.form)


def _is_styled(left: Candidate, right: Candidate, gazetteer: Gazetteer) -> bool:
    """True for « l'armée congolaise (FARDC) », « le Parti d'action (MHP) »: no letters agree, a body is there."""
    if left.head is None or left.head.kind == "place" or " " not in left.form or not is_acronym(right.form):
        return False
    known = right.known
    if left.form.islower() or len(right.form) < _SPELLED:
        return known is None and left.form.islower()
    party = left.head.kind == "organisation" and right.form not in gazetteer.naming("union")
    return known is None or (known.name == right.form and known.kind == "organisation" and party)


def abbreviates(short: str, long: str) -> bool:
    """True for « OFB » and « Office français de la biodiversité »: its letters begin its words, in order."""
    letters = fold(short).replace(".", "").replace("-", "")
    if not (short.isupper() or short[:1].isupper()) or len(short) >= len(long) or " " in short.strip():
        return False
    words = [fold(word) for word in _WORD.findall(long)]
    if not letters or not words or letters[0] not in {word[0] for word in words[:2]}:
        return False
    return _spells(letters, words)


def _spells(letters: str, words: list[str]) -> bool:
    """True when ``letters`` can be cut into beginnings of some of the words, in order."""
    reachable = {0}
    for word in words:
        fresh = set(reachable)
        for position in reachable:
            if position and letters[position:] == word:
                fresh.add(len(letters))  # « FF**Voile** »
            size = 0
            while size < min(4, len(word)) and letters[position : position + size + 1] == word[: size + 1]:
                size += 1
                fresh.add(position + size)
        reachable = fresh
    return len(letters) in reachable


def _join_persons(candidates: Sequence[Candidate], forms: Forms, gazetteer: Gazetteer) -> None:
    """Join a surname or first name to the fuller name that holds it; « Mme Le Pen » never to « Jean-Marie Le Pen »."""
    written = {candidate.key: candidate.form for candidate in candidates if candidate.kind == "person"}
    fuller = _by_part(key for key in written if " " in key.partition("|")[0])
    for key in written:
        name, _, gender = key.partition("|")
        for full in fuller.get(name, ()):
            shown = gazetteer.gender_of(written[full].split(" ")[0])
            if full != key and (not gender or shown in ("", gender)):
                forms.join(full, key)
                break
        else:
            _join_initialled(key, name, fuller, forms)


def _join_initialled(key: str, name: str, fuller: dict[str, list[str]], forms: Forms) -> None:
    """Join « E. Valdor » to « Émile Valdor », the only one of that name who begins so."""
    initial, _, family = name.partition(" ")
    if not initial.endswith(".") or not family:
        return
    same = [full for full in fuller.get(family, ()) if full[0] == key[0] and full[1:2] not in {"", ".", " "}]
    if len(same) == 1:
        forms.join(same[0], key)


def _by_part(keys: Iterable[str]) -> dict[str, list[str]]:
    """Index names by their beginnings and ends: « emmanuel » and « macron » both find « emmanuel macron »."""
    index: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        words = key.partition("|")[0].split(" ")
        for cut in range(1, len(words)):
            index[" ".join(words[cut:])].append(key)
            index[" ".join(words[:cut])].append(key)
    return index


def _join_bodies(candidates: Iterable[Candidate], forms: Forms, gazetteer: Gazetteer, text: str) -> None:
    """Join « Assemblée » to « Assemblée nationale », « PSA » to « PSA Peugeot Citroën » when only one begins so."""
    former = gazetteer.naming("former")
    candidates = [candidate for candidate in candidates if candidate.kind in BODIES]
    bodies = {candidate.key: candidate.form for candidate in candidates}
    own = {candidate.key for candidate in candidates if _is_own(candidate)}
    fuller = _by_part(bodies)
    squeezed = {key.replace(" ", ""): key for key in bodies}
    for key, form in sorted(bodies.items(), key=lambda item: -len(item[0])):
        longer = [other for other in fuller.get(key.partition("|")[0], ()) if _is_fuller(bodies[other], form, key)]
        longer = [] if key in own else [o for o in longer if not _is_branch(form, bodies[o], gazetteer)]
        longer = [other for other in longer if other.rpartition(" ")[2] not in former]
        if len({forms.find(other) for other in longer}) == 1 and not _is_abroad(
            bodies[longer[0]], form, text, gazetteer
        ):
            forms.join(longer[0], key)
        if key[0] == "@" and key[1:] in squeezed:
            forms.join(squeezed[key[1:]], key)


def _is_abroad(long: str, form: str, text: str, gazetteer: Gazetteer) -> bool:
    """True for a nation told of once, after the bare body: « l'armée a tiré … l'**armée belge** » is not the same."""
    nation = long.rpartition(" ")[2]
    if nation not in gazetteer.demonyms or not form[0].islower() or text.find(form) >= text.find(long):
        return False
    elsewhere = text.replace(long, "")
    return text.count(long) == 1 and nation[:_STEM] not in elsewhere and nation[:_STEM].title() not in elsewhere


def _join_short(candidates: Iterable[Candidate], forms: Forms, gazetteer: Gazetteer) -> None:
    """Join « la Région » to the one « conseil régional », « l'Agglo » to the one « communauté d'agglomération »."""
    bodies = {candidate.key: candidate.form for candidate in candidates if candidate.kind in BODIES}
    for key in bodies.keys() & gazetteer.short_names.keys():
        heads = gazetteer.short_names[key]
        longer = [other for other in bodies if any(_is_local(other, head, bodies[other], gazetteer) for head in heads)]
        if len({forms.find(other) for other in longer}) == 1:
            forms.join(longer[0], key)


def _join_initials(candidates: Iterable[Candidate], forms: Forms) -> None:
    """Join « AA » to « American Airlines », the one body that it is the initials of, though no brackets say so."""
    bodies = {candidate.key: candidate for candidate in candidates if candidate.kind in BODIES}
    short = [key for key, candidate in bodies.items() if is_acronym(candidate.form) and candidate.known is None]
    if not short:
        return
    initials: dict[str, set[str]] = defaultdict(set)
    for candidate in bodies.values():
        parts = [word for word in _WORD.findall(candidate.form) if word[0].isupper()]
        if len(parts) > 1 and candidate.form[0].isupper():
            initials["".join(fold(word[0]) for word in parts)].add(forms.find(candidate.key))
    for key in short:
        if len(initials.get(key, ())) == 1:
            forms.join(next(iter(initials[key])), key)


def _is_local(key: str, head: str, form: str, gazetteer: Gazetteer) -> bool:
    """True for « conseil départemental de la Creuse », not for « conseil départemental de l'Ordre des médecins »."""
    if key == head:
        return True
    territory = _OWN_NAME.match(form, len(head))
    if not key.startswith(f"{head} ") or territory is None:
        return False
    return head.startswith("communaute") or gazetteer.is_place(form[territory.end() :])


def _is_own(candidate: Candidate) -> bool:
    """True for a company or union of the table: « SNCF » is no short form of « SNCF Voyageurs »."""
    known = candidate.known
    return known is not None and known.kind == "organisation" and known.weight == 1.0


def _is_fuller(long: str, form: str, key: str) -> bool:
    """True for « Assemblée nationale » and « Assemblée »; a club also ends in its city: « Stade de Reims »."""
    if long[0].islower() != form[0].islower():
        return False
    return fold(long).startswith(f"{fold(form)} ") or key.endswith("|club")


def _is_branch(form: str, long: str, gazetteer: Gazetteer) -> bool:
    """True for « HP France » beside « HP »: a body of its own, in a place."""
    rest = gazetteer.known.get(long[len(form) + 1 :])
    return form in gazetteer.known and long in gazetteer.known and rest is not None and rest.kind == "place"


def name_of(candidates: Iterable[Candidate]) -> str:
    """Return the fullest form of an actor; acronyms, capitals throughout and a place's nicknames come last."""
    forms = {candidate.form: candidate for candidate in candidates}
    return max(forms, key=lambda form: (not _is_nickname(forms[form]), *_fullness(form)))


def _is_nickname(candidate: Candidate) -> bool:
    """True for « Hexagone », and for a body by a common noun: « exécutif européen »."""
    known = candidate.known
    if known is None or known.name == candidate.form:
        return False
    return candidate.kind == "place" or (candidate.form[0].islower() and not is_acronym(known.name))


def _fullness(form: str) -> tuple[bool, bool, bool, bool, int]:
    is_proper = " " in form and not form.islower()  # « Région Bretagne » rather than « conseil régional »
    return not is_acronym(form), not form.isupper(), form[0] != "@", is_proper, len(form)


def group(candidates: Iterable[Candidate], forms: Forms) -> dict[str, list[Candidate]]:
    """Return candidates by actor, in text order of the first mention."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[forms.find(candidate.key)].append(candidate)
    return dict(groups)
