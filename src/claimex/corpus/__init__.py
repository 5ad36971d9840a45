"""Corpora: many articles in, parts of results out, each part whole or not there at all; nothing lost, nothing twice."""

from claimex.corpus.results import CorpusStats, merge_parts, read_stats
from claimex.corpus.runs import CorpusRun, Progress, run_corpus

__all__ = ["CorpusRun", "CorpusStats", "Progress", "merge_parts", "read_stats", "run_corpus"]
