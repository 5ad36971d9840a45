"""The word lists that the constructions of commitments share."""

from functools import cache

from claimex.lexicon import Lexicon
from claimex.schema import Force

_FORCES: tuple[Force, ...] = ("decision", "pledge", "proposal")


class Vocabulary:
    """The word lists of commitments."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self.actions = words("measures.action")
        self.reported = words("measures.reported")
        self.answerable = words("measures.answerable")
        self.texts = words("measures.text")
        self.observers = words("measures.observer")
        self.public = words("measures.public")
        self.mayors = words("measures.mayors")
        self.town_halls = words("measures.town_halls")
        self.leading = words("measures.leading")
        self.acting = words("undertaking.acting")
        self.effects = words("undertaking.taking_effect")
        self.rhetorical = words("undertaking.rhetorical")
        self.scheduling = words("undertaking.scheduling")
        self.deciding = words("undertaking.deciding")
        self.levies = words("measures.levies")
        self.means = words("measures.means")
        self.being = words("undertaking.being")
        self.bills = words("measures.bills")
        self.vague_drafts = words("measures.vague_drafts")
        self.thinking = words("undertaking.thinking")
        self.idioms = words("measures.idioms")
        self.ceremony = words("measures.ceremony")
        self.hoping = words("undertaking.hoping")
        self.wishing = words("undertaking.wishing")
        self.granting = words("undertaking.granting")
        self.earmarking = words("undertaking.earmarking")
        self.amounting = words("undertaking.amounting")
        self.instituting = words("undertaking.instituting")
        self.staff = words("measures.staff")
        self.states = words("measures.states")
        self.vowing = words("undertaking.vowing")
        self.projected = words("measures.projected")
        self.agreeing = words("undertaking.agreeing")
        self.ruling = words("undertaking.ruling")
        self.habitual = words("measures.habitual")
        self.halting = words("undertaking.halting")
        self.unwilled = words("measures.unwilled")
        self.indefinite = words("measures.indefinite")
        self.sparing = words("undertaking.sparing")
        self.planning = words("measures.planning")
        self.starting = tuple(lexicon.mapping("measures")["starting"]["forms"])
        self.refusing = words("undertaking.refusing")
        self.forgoing = words("undertaking.forgoing")
        self.continuing = words("undertaking.continuing")
        self.copulas = words("undertaking.copulas")
        self.aiming = words("undertaking.aiming")
        self.enacting = words("undertaking.enacting")
        self.voting = words("undertaking.voting")
        self.bodies = words("measures.bodies")
        self.paying = words("undertaking.paying")
        self.facilities = words("measures.facility")
        self.funds = words("measures.funds")
        self.events = words("measures.events")
        self.opening = words("undertaking.opening")
        self.wrapping = words("measures.wrapping")
        self.heading = words("measures.heading")
        self.heading_verbs = frozenset(lexicon.mapping("measures")["heading"]["verbs"])
        self.heading_except = frozenset(lexicon.mapping("measures")["heading"]["except"])
        self.columns = frozenset(lexicon.mapping("measures")["heading"]["columns"])
        self.effect_columns = frozenset(lexicon.mapping("measures")["heading"]["effects"])
        self.heading_force: tuple[tuple[Force, frozenset[str]], ...] = tuple(
            (force, words(f"measures.force.{force}")) for force in _FORCES
        )
        self.pledging = words("undertaking.pledging")
        self.speaking = words("undertaking.speaking")
        self.submitting = words("undertaking.submitting")
        self.drafts = words("measures.drafts")
        self.mentioning = words("undertaking.mentioning")
        self.ergative = words("undertaking.ergative")
        self.treated = words("measures.treated")
        self.pointing = words("measures.pointing")
        self.listed_nouns = words("measures.pointing.nouns")
        self.planned = words("undertaking.planned")
        self.announced = words("undertaking.announced")
        self.enumerating = words("undertaking.enumerating")
        self.pronouns = words("grammar.subject_clitics")
        self.sources = tuple(lexicon.mapping("measures")["sources"]["forms"])
        self.judicial = words("measures.judicial")
        self.contents = words("measures.contents")
        self.enabling = words("undertaking.enabling")
        self.object_clitics = words("measures.object_clitics")
        self.abstract = tuple(lexicon.mapping("measures")["abstract"]["endings"])
        self.collectivities = words("measures.collectivities")
        self.reflexive = words("undertaking.reflexive")
        self.breaks = words("measures.breaks")
        self.first_person = words("measures.first_person")
        self.relatives = words("measures.relatives")
        self.inanimate = words("measures.inanimate")


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the word lists, read once a lexicon."""
    return Vocabulary(lexicon)
