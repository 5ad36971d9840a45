"""Dependency labels, parts of speech, marks and the word lists that the grammar shares."""

from claimex.lexicon import load_lexicon

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj", "csubj"})
AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "ROOT", "csubj", "dep"})
NAMES = frozenset({"flat", "flat:name", "flat:foreign", "fixed", "goeswith"})
OPENERS = frozenset('«“"‹‘')
CLOSERS = frozenset('»”"›')
STOPS = frozenset(".!?…;:\n")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
LEXICON = load_lexicon()
TIME_NOUNS = LEXICON.words("grammar.time_nouns")
CLITICS = LEXICON.words("grammar.clitics")
SUBJECT_CLITICS = LEXICON.words("grammar.subject_clitics")
ASIDE = 5  # tokens of a quoted word between a subject and its verb: « Les syndicats, « amers », déplorent … »
REACH = 30  # tokens looked at after a verb for its inverted subject or its « que »
