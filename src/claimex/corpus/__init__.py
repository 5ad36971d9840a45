"""Corpora: many articles in, parts of results out, each part whole or not there at all; nothing lost, nothing twice."""

from claimex.corpus.results import CorpusStats, first_reject, merge_parts, read_stats
from claimex.corpus.runs import CorpusRun, Progress, run_corpus

__all__ = ["CorpusRun", "CorpusStats", "Progress", "first_reject", "merge_parts", "read_stats", "run_corpus"]
