"""Every rule proves itself: its examples fire it with their roles, its counter-examples do not."""

import pytest

from claimex.proofs import check_rules
from claimex.rules import load_rules

RULES = load_rules().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_proves_itself(rule, nlp):
    failures = [failure for failure in check_rules([rule], nlp) if not failure.expected]
    assert not failures, "\n".join(f"{f.sentence}\n    {f.why}" for f in failures)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_carries_three_examples_and_two_counter_examples(rule):
    assert len(rule.examples) >= 3
    assert len(rule.counter_examples) >= 2
