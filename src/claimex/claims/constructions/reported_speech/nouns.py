"""Nouns that report: « l'annonce **selon laquelle** l'usine fermera »."""

from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.spans import clause_end, mode_of
from claimex.syntax import complement_of

_LINKS = frozenset({"laquelle", "lequel", "lesquelles", "lesquels"})


def find_noun_clauses(found: Findings) -> None:
    """Add clauses under a noun of speech, as in l'accusation **selon laquelle** il aurait menti."""
    scene = found.scene
    triggers = found.triggers("noun_que")
    for i in range(1, len(scene.forms) - 2):
        if scene.forms[i] != "selon" or scene.forms[i + 1] not in _LINKS or scene.is_silent(scene.starts[i]):
            continue
        noun = next((j for j in range(i - 1, max(-1, i - 12), -1) if triggers.get(scene.forms[j])), None)
        if noun is None:
            continue
        end = clause_end(scene, i, i + 2)
        content = scene.trim(scene.starts[i + 2], scene.end_of(end - 1))
        holder = complement_of(scene.tokens[noun])
        found.add(
            Report(
                triggers.get(scene.forms[noun])[0],
                (content,),
                mode_of(scene, content),
                (scene.starts[i], scene.end_of(i + 1)),
                speaker=holder.i if holder is not None else None,
                quotes=scene.quotes_in(*content),
            )
        )
