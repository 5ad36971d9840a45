"""What makes measures of bare nouns: « Le conseil **a voté son plan**. Réfection du toit, pose de volets. »"""

from collections.abc import Set
from functools import cached_property

from claimex.annotations import Block, text_of
from claimex.claims.constructions.undertakings.announcements import Announcement, force_told, lemmas_of
from claimex.claims.constructions.undertakings.bare_items import tells
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_past
from claimex.parse import Stretch, Word
from claimex.syntax import finite_verb_of

_LABEL = 6  # tokens of « Le chantier. », « Voirie. »
_WALK = 16  # sentences looked back over in all
_LEAD = 2  # sentences of the first paragraph that tell what an article is about
_BACK = 2  # sentences looked back over, those that are labels or measures left out


class Contexts:
    """The sentences of one document that announce measures; ``told`` are the heads of commitments found before."""

    def __init__(self, scene: Scene, told: Set[int]) -> None:
        self.scene = scene
        self.told = told
        self.bare: set[int] = set()  # the sentences that were read as measures
        self._known: dict[tuple[int, int], Announcement | None] = {}

    def before(self, number: int) -> Announcement | None:
        """Return what announces the measures of a sentence, in the sentences right before it."""
        sents = self.scene.doc.sents
        block = self.scene.block_at(sents[number].start_char)
        seen = 0
        for _ in range(_WALK):
            number -= 1
            if number < 0 or block is None:
                return None
            above = self.scene.block_at(sents[number].start_char)
            if above is None or self._is_apart(block, above):
                return None
            if number in self.bare or is_label(sents[number]):
                continue
            found = self.of(sents[number].start, sents[number].end)
            seen += 1
            if found is not None or seen > _BACK:
                return found
        return None

    def after(self, number: int) -> Announcement | None:
        """Return what the next sentence announces: « Pose de volets : ça avance. Le maire a présenté son plan »."""
        sents = self.scene.doc.sents
        if number + 1 >= len(sents):
            return None
        here, below = (self.scene.block_at(sents[n].start_char) for n in (number, number + 1))
        return self.of(sents[number + 1].start, sents[number + 1].end) if here == below else None

    def with_lead(self, title: Announcement) -> Announcement:
        """Return the announcement of a title with that of the lead, which tells more of who decides, if it has one."""
        lead = self._lead
        if lead is None:
            return title
        force = title.force if title.force == "pledge" else lead.force
        return Announcement((title.at[0], lead.at[1]), force, lead.words)

    @cached_property
    def _lead(self) -> Announcement | None:
        lead = next((block for block in self.scene.blocks if block.kind == "paragraph"), None)
        if lead is None:
            return None
        opening = [sent for sent in self.scene.doc.sents if lead.start <= sent.start_char < lead.end][:_LEAD]
        return next((found for sent in opening if (found := self.of(sent.start, sent.end))), None)

    @cached_property
    def of_title(self) -> Announcement | None:
        """Return what the title announces: « Voirie, cantine : ce que le conseil **a décidé** »."""
        block = self.scene.blocks[0] if self.scene.blocks else None
        span = self.scene.doc.char_span(block.start, block.end, alignment_mode="expand") if block is not None else None
        if block is None or span is None or block.kind != "title":
            return None
        announced = self.of(span.start, span.end)
        return self.with_lead(announced) if announced is not None else None

    def of(self, first: int, end: int) -> Announcement | None:
        """Return the announcement that a stretch makes, by what somebody tells in it or by a commitment found there."""
        key = (first, end)
        if key not in self._known:
            self._known[key] = self._announcement(first, end)
        return self._known[key]

    def _announcement(self, first: int, end: int) -> Announcement | None:
        scene = self.scene
        at = (scene.doc[first].idx, scene.doc[end - 1].idx + len(scene.doc[end - 1]))
        words = lemmas_of(text_of(scene.doc)[slice(*at)], scene.lexicon)
        if words & scene.words.heading_except:
            return None
        is_told = any(head in self.told for head in range(first, end))
        if not is_told and not any(self._announces(token, words) for token in scene.doc[first:end]):
            return None
        return Announcement(at, force_told(scene, words), words)

    def _announces(self, token: Word, words: Set[str]) -> bool:
        """Tell whether a verb announces measures: « a dévoilé son **plan** », « a **tranché** »."""
        scene, lemma = self.scene, self.scene.verbs[token.i]
        if token.pos_ not in {"VERB", "AUX"} or lemma not in scene.words.bare_telling:
            return False
        if lemma not in scene.words.bare_deciding and not words & scene.words.bare_announcing:
            return False
        finite = finite_verb_of(token)
        if is_conditional(finite) or (finite.i != token.i and is_past(finite)) or scene.modality.negates(token):
            return False
        subject = scene.subject_of(token)
        return subject is None or scene.lemmas[subject.i] not in scene.words.observers

    @staticmethod
    def _is_apart(block: Block, above: Block) -> bool:
        """Tell whether what stands above belongs to another part: a list, a title, or under another heading."""
        return above.kind != "paragraph" or above.section != block.section


def is_label(sent: Stretch) -> bool:
    """Tell whether a sentence only names what follows: « Le chantier. »"""
    return len(sent) <= _LABEL and not any(token.pos_ in {"VERB", "AUX"} for token in sent)


def is_evaluated(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a clause tells what was: « …: l'année **a été** rude »."""
    verbs = [t for t in scene.doc[first:end] if t.pos_ in {"VERB", "AUX"} and tells(scene, t.i, t.i + 1)]
    return not verbs or any(is_past(verb) or scene.verbs[verb.i] in {"avoir", "être"} for verb in verbs)
