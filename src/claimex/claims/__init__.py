"""Claims: statements, commitments and figures, built on mentions and on grammar."""
