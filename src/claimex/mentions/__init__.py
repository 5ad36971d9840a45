"""Mentions: quotations, actors, numerals, quantities and moments, each found on its own."""
