"""20,000 hostile calls, others each time: `make fuzz`. Not part of the suite, which sends some hundred."""

import sys

import pytest
from fuzz import Target
from test_fuzz import attack

CALLS = 20_000


@pytest.mark.slow
def test_hostile_calls_get_a_reply_or_a_fault_and_touch_nobody_else(server):
    outcomes = attack(Target(server, server.other_company()), CALLS, derandomize=False)
    sys.stdout.write(f"{dict(outcomes.most_common())}\n")
    assert outcomes["reply"] > CALLS // 20
