"""Whatever is sent, the answer is a valid reply or one of the three faults, and nobody else's data changes.

A few hundred calls; `make fuzz` sends 20,000 (`long_fuzz.py`).
"""

from collections import Counter

import pytest
from fuzz import Target
from hostile import requests
from hypothesis import HealthCheck, Phase, given, settings

CALLS = 400


def attack(target, calls, *, derandomize):
    """Send that many requests, and say how many of each outcome there were."""
    outcomes: Counter[str] = Counter()

    @settings(
        max_examples=calls,
        deadline=None,
        database=None,
        derandomize=derandomize,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(target.pool()))
    def send(request):
        outcomes[target.hit(*request)] += 1

    before = target.untouched()
    send()
    assert target.untouched() == before
    return outcomes


@pytest.mark.slow
def test_hostile_calls_get_a_reply_or_a_fault_and_touch_nobody_else(server):
    outcomes = attack(Target(server, server.other_company()), CALLS, derandomize=True)
    assert outcomes["reply"] > CALLS // 20
