"""Commitments: from matches of constructions to claims."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from claimex.annotations import CommitmentMention, Offsets, text_of
from claimex.claims.beneficiaries import beneficiary_of
from claimex.claims.certainty import Certainty
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings import MONEY, Scene, find_undertakings
from claimex.claims.deadlines import deadline_of
from claimex.claims.repeats import told_once
from claimex.claims.told_elsewhere import with_actors_told_elsewhere
from claimex.claims.undertakers import Undertakers, Undertaking
from claimex.claims.worthiness import rate_claim
from claimex.lexicon import Lexicon
from claimex.parse import Word, parse_of
from claimex.rules import RuleBook
from claimex.schema import Factuality, Force
from claimex.syntax import agent_of

_FUTURES = frozenset({"simple_future", "modal_future", "passive_future", "passive_present"})
_UNSIGNED = frozenset({"passive_future", "measure_planned"})
_RELATIVE = re.compile(r"[^,;:.]{0,80}?\s(?:et\s)?qui\s(?:ne\s|n['’])?(?:\w+(?:ra|ront)|va|vont)\b")
_JOINT = re.compile(
    r"[\s,;]*(?:,|;|\bet|\bou|\bni|\bainsi que|\bde même que)"
    r"(?:\s+(?:avec|par|sur))?(?:\s+(?:de|d['’]|à|l[ea]s?|l['’]|une?|des))?\s*$"
)
_SET_OFF = re.compile(r"[\s,:;(–—-]+\Z")


def find_commitments(doc: Doc, rules: RuleBook, lexicon: Lexicon) -> Iterator[CommitmentMention]:
    """Yield the commitments of a document in text order.

    « La ville investira 1,2 million d'euros d'ici 2030 » gives one: who, what, how firmly, by when.
    """
    scene = Scene(parse_of(doc), lexicon)
    matches = sorted(find_undertakings(scene, rules), key=lambda match: (match.start, match.tokens["head"]))
    undertakers = Undertakers(scene)
    built: list[CommitmentMention] = []
    echoed: set[int] = set()
    veiled: set[int] = set()
    explains = _explains(scene)
    for match in _disjoint(matches, text_of(doc)):
        if scene.modality.is_disavowed(scene.doc[match.tokens["head"]]):
            continue
        undertaking = undertakers.read(match)
        if match.rule.construction == "text_aim" and not undertaking.actors and not _is_authored(scene, match):
            continue
        follows = (bool(built) and _is_near(scene, built[-1].start, match.start)) or explains
        is_unsigned = match.rule.construction in _UNSIGNED or "unsigned" in match.tokens
        if "following" in match.tokens and not follows and not undertakers.owners.is_told_near(match.start):
            continue
        if is_unsigned and not follows and not _is_answered(scene, match, undertaking):
            continue
        if "echoed" in match.tokens:
            echoed.add(match.start)
        elif _hides_actor(scene, match):
            veiled.add(match.start)
        built.append(_build(scene, match, undertaking))
    lead = undertakers.principal.teller if any(not claim.actors for claim in built) else ()
    for claim in told_once(list(with_actors_told_elsewhere(built, echoed, veiled, lead, scene)), scene):
        yield rate_claim(scene.doc, claim, lexicon)


def _explains(scene: Scene) -> bool:
    """Tell whether an article tells the measures of a reform one by one: « Retraites : **ce qui change** en mai »."""
    title = next((block for block in scene.blocks if block.kind == "title"), None)
    text = text_of(scene.doc)[title.start : title.end].lower().replace("’", "'") if title is not None else ""
    return any(phrase in text for phrase in scene.words.explaining)


def _hides_actor(scene: Scene, match: Match) -> bool:
    """Tell whether a clause does not say who acts: « La tour **sera vendue** », « le tarif **passera** à 3 euros »."""
    passive = match.tokens.get("passive")
    return "outcome" in match.tokens or (passive is not None and agent_of(scene.doc[passive]) is None)


def _is_authored(scene: Scene, match: Match) -> bool:
    """Tell whether a body without a name is said to be the author of a draft: « un décret **du gouvernement** »."""
    return "author" in match.tokens or any(
        lemma in scene.words.answerable for lemma in scene.lemmas[match.tokens["text"] + 1 : match.tokens["head"]]
    )


def _is_near(scene: Scene, earlier: int, later: int) -> bool:
    """Tell whether two commitments stand in the same paragraph, or in two that follow each other."""
    first, second = scene.block_at(earlier), scene.block_at(later)
    if first is None or second is None or first.kind in {"item", "row"}:
        return first == second
    return scene.number_of(second) - scene.number_of(first) <= 1 and second.kind != "heading"


def _is_answered(scene: Scene, match: Match, undertaking: Undertaking) -> bool:
    """Tell whether somebody stands behind a passive: an actor, a speaker, or an agent who decides."""
    if undertaking.actors or undertaking.statement is not None:
        return True
    head = scene.doc[match.tokens["head"]]
    if scene.lemmas[head.i] in scene.words.granting or scene.lemmas[head.i] in scene.words.funds:
        found = scene.quantities_between(match.start, match.end)
        if any(scene.quantities[n].unit in MONEY for n in found):
            return True
    is_done = scene.lemmas[head.i] in scene.words.instituting and "owed" not in match.tokens
    if is_done and not _runs_by_itself(scene, match):
        return True
    agent = agent_of(head)
    return (agent is not None and scene.lemmas[agent.i] in scene.words.answerable) or _is_told_of(scene, match)


def _runs_by_itself(scene: Scene, match: Match) -> bool:
    """Tell whether nobody decides anew: « le salaire sera **automatiquement** relevé »."""
    return any(
        form in scene.words.unwilled for form in scene.forms[match.tokens["head"] - 3 : match.tokens["head"] + 3]
    )


def _is_told_of(scene: Scene, match: Match) -> bool:
    """Tell whether the sentence before is on a nameless body: « **La direction** a tranché. Le site sera fermé »."""
    head = scene.doc[match.tokens["head"]]
    first = head.sent.start
    if first == 0 or scene.block_at(scene.doc[first - 1].idx) != scene.block_at(head.idx):
        return False
    subject = scene.subject_of(scene.doc[first - 1].sent.root)
    lemma = scene.lemmas[subject.i] if subject is not None else ""
    return lemma in scene.words.answerable and lemma not in scene.words.judicial


def _disjoint(matches: list[Match], text: str) -> list[Match]:
    """Cut a match where a coordinated one begins; drop one that is only part of another's action."""
    kept: list[Match] = []
    for match in matches:
        if kept and match.start < kept[-1].end:
            before = text[kept[-1].start : match.start]
            joint = (_SET_OFF if "bare" in match.tokens else _JOINT).search(before)
            if match.rule.construction in _FUTURES and (
                before.rstrip().endswith(" qui") or _RELATIVE.match(text, match.start)
            ):
                continue
            if match.start == kept[-1].start and match.rule.construction == "passive_future":
                continue  # « le chantier sera inscrit au budget » is planned already
            same = match.tokens["head"] == kept[-1].tokens["head"]
            if joint is None and not same and match.rule.construction not in _FUTURES:
                continue
            end = kept[-1].start + (len(before.rstrip()) if joint is None else joint.start())
            if end > kept[-1].start:
                kept[-1] = replace(kept[-1], end=end)
        kept.append(match)
    return kept


def _build(scene: Scene, match: Match, undertaking: Undertaking) -> CommitmentMention:
    head = scene.doc[match.tokens["head"]]
    certainty = scene.modality.read(match.start, match.end, head=head.i)
    statement = undertaking.statement
    attributed = statement is not None or undertaking.told or _is_spoken(scene, match)
    return CommitmentMention(
        start=match.start,
        end=match.end,
        rule=match.rule.id,
        cue=match.roles["cue"][0],
        factuality=_factuality(scene, match, certainty, attributed=attributed),
        reported_by=statement.speakers[0] if statement is not None and statement.speakers else None,
        confidence=match.rule.confidence,
        hedges=certainty.hedges,
        head=(head.idx, head.idx + len(head)),
        action=scene.lemmas[head.i],
        force=_force(scene, match, undertaking),
        actors=undertaking.actors,
        deadline=deadline_of(scene, match, outside=certainty.condition),
        quantities=_quantities(scene, (match.start, match.end)),
        condition=certainty.condition,
        beneficiary=beneficiary_of(scene, match),
        negated=_is_negated(scene, match),
    )


def _factuality(scene: Scene, match: Match, certainty: Certainty, *, attributed: bool) -> Factuality:
    """Return how sure a commitment is; what « devrait » plans is told, not only possible."""
    modal = match.tokens.get("heard")
    if modal is not None and scene.verbs[modal] == "devoir":
        return "attributed" if attributed else "asserted"
    return certainty.factuality(attributed=attributed, negatable=False)


def _is_spoken(scene: Scene, match: Match) -> bool:
    verb = match.tokens.get("verb")
    if match.rule.construction not in _FUTURES and verb is not None and scene.lemmas[verb] in scene.words.speaking:
        return True
    if match.rule.construction != "noun_commitment":
        return False
    return match.rule.force == "pledge" or _is_announced(scene, scene.doc[match.tokens["head"]])


def _is_announced(scene: Scene, action: Word) -> bool:
    """Tell whether somebody says that he means to: « **annonce** son intention de fermer », « **fait part** de … »."""
    noun = action.head
    above = noun.head
    if above.i >= noun.i or not any(w.lower_ in {"son", "sa", "leur"} for w in scene.doc[max(0, noun.i - 2) : noun.i]):
        return False
    return scene.lemmas[above.i] in scene.words.speaking or "part" in scene.lemmas[above.i : noun.i]


def _force(scene: Scene, match: Match, undertaking: Undertaking) -> Force:
    head = scene.doc[match.tokens["head"]]
    lemma = scene.lemmas[head.i]
    if "rumour" in match.tokens:
        return "plan"
    if match.rule.construction == "listed_measure" or "heard" in match.tokens:
        return match.force or match.rule.force or "plan"
    if match.rule.construction not in _FUTURES:
        return match.force or match.rule.force or "decision"
    following = scene.lemmas[head.i + 1 : head.i + 4]
    submits = lemma == "être" or lemma in scene.words.submitting
    if lemma == "proposer" or (submits and _drafts(scene, match, following)):
        return "proposal"
    statement = undertaking.statement
    if statement is None:
        return "proposal" if _is_draft(scene, match) else "decision"
    if statement.cue is not None and _promises(scene, statement.cue):
        return "pledge"
    direct = scene.quote_at(head.idx) is not None or statement.mode == "direct"
    if direct and ("passive" not in match.tokens or _is_negated(scene, match)):
        return "pledge"
    return "decision"


def _is_draft(scene: Scene, match: Match) -> bool:
    """Tell whether a draft says what it will do: « le **projet de loi** interdira », « l'**amendement** relèvera »."""
    subject = match.tokens.get("subject")
    if subject is None or scene.lemmas[subject] not in scene.words.drafts:
        return False
    is_open = scene.lemmas[subject] in scene.words.vague_drafts
    return not is_open or any(word in scene.words.bills for word in scene.lemmas[subject + 1 : subject + 3])


def _drafts(scene: Scene, match: Match, following: tuple[str, ...]) -> bool:
    subject = match.tokens.get("subject")
    words = (*following, scene.lemmas[subject] if subject is not None else "")
    return any(word in scene.words.drafts for word in words)


def _promises(scene: Scene, cue: Offsets) -> bool:
    forms = text_of(scene.doc)[cue[0] : cue[1]].lower().split()
    return any((scene.lexicon.verb_lemma(form) or "") in scene.words.pledging for form in forms)


def _is_negated(scene: Scene, match: Match) -> bool:
    if "negated" in match.tokens:
        return True
    doc = scene.doc
    verb = match.tokens.get("verb")
    head = doc[match.tokens["head"]]
    if verb is not None and scene.lemmas[verb] in scene.words.refusing and not scene.modality.negates(doc[verb]):
        return True
    links = [head, *([] if verb is None else [doc[verb]])]
    if "Inf" in head.morph.get("VerbForm", []) and head.i > 1:
        before = [t.form for t in doc[max(0, head.i - 3) : head.i]]
        if "ne" in before or "question" in [t.form for t in doc[max(0, head.i - 9) : head.i]]:
            return True
    return any(scene.modality.negates(link) for link in links if link.pos_ in {"VERB", "AUX"})


def _quantities(scene: Scene, span: Offsets) -> tuple[int, ...]:
    return tuple(scene.quantities_between(*span))
