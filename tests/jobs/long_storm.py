"""Ten storms over 300 files each, seed by seed: `make chaos`. Not part of the suite, which raises a short one."""

import sys

import pytest
from storm import Weather, storm
from test_storm import survived

FILES, SEEDS = 300, 10

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_a_long_storm_loses_and_doubles_nothing(tmp_path_factory, web, seed):
    outcome = storm(tmp_path_factory.mktemp("storm"), web, Weather(seed=seed, files=FILES))
    facts = f"{outcome.killed} workers killed, {outcome.attempts} attempts at {FILES} files, {outcome.seconds:.0f} s"
    sys.stdout.write(f"seed {seed}: {facts}\n")
    survived(outcome, FILES)
