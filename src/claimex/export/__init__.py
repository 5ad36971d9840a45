"""Exports: results in other people's formats. No spaCy here."""
