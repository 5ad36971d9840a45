"""Whether a moment is to come when the text appears: « prévue **en 2028** », not « supprimés **l'an dernier** »."""

import re

from claimex.annotations import PUBLISHED, MomentMention, text_of
from claimex.claims.constructions.undertakings.scene import Scene

_DATED = re.compile(r"\d|il y a|derni(?:er|ère)|passée?|précédente?|hier")
_CLOCK = frozenset({"minute", "hour"})


def is_over(scene: Scene, moment: MomentMention) -> bool:
    """Tell whether a moment is past; « au printemps » without a year, told of a plan, is the next one."""
    return lies_behind(scene, moment) and bool(_DATED.search(text_of(scene.doc)[moment.start : moment.end].lower()))


def lies_behind(scene: Scene, moment: MomentMention) -> bool:
    """Tell whether a moment ends before the day of publication; one without dates, or in an undated text, does not."""
    published = scene.doc.user_data.get(PUBLISHED)
    return moment.last is not None and published is not None and moment.last < published


def is_dated_ahead(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a stretch holds a day to come; an hour is a timetable's."""
    moments = [scene.moments[number] for number in scene.moments_between(start, end)]
    return any(moment.grain not in _CLOCK and not is_over(scene, moment) for moment in moments)
