"""At the end of a test run: how many of the protocol's picture cases were run, passed, and not selected."""

from collections import Counter
from typing import Any

CASE = "test_picture_cases.py::test_case["


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line; with `-vv` the reasons of those not selected. Printed once, however many conftests have this hook."""
    if getattr(terminalreporter, "cases_counted", False):
        return
    terminalreporter.cases_counted = True
    reports = {
        outcome: [one for one in terminalreporter.stats.get(outcome, []) if CASE in getattr(one, "nodeid", "")]
        for outcome in ("passed", "failed", "skipped")
    }
    passed, failed, left = (len({one.nodeid for one in reports[outcome]}) for outcome in reports)
    if not passed + failed + left:
        return
    terminalreporter.write_line(
        f"\nimage-serving cases: {passed + failed} run, {passed} passed, {failed} failed, {left} not selected"
    )
    if terminalreporter.config.option.verbose > 0:
        reasons = Counter(one.longrepr[2].removeprefix("Skipped: ") for one in reports["skipped"])
        for reason, count in reasons.most_common():
            terminalreporter.write_line(f"  {count:3} {reason}")
