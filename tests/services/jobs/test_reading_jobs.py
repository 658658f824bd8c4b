"""What is read of jobs, on either database: those under way, those on the schedule, and logs in every order."""

import pytest
from jobs_world import PUBLISH

from safelight.domain.faults import InvalidParameter, UnknownJob
from safelight.domain.items import NewItem
from safelight.domain.permissions import UNBOUND
from safelight.domain.running import Line
from safelight.services import job_reports, job_views, runs
from safelight.services.job_reports import LineQuery, LogQuery
from safelight.store.job_logs import SORT_COLUMNS

UPLOAD = {
    "urlArray": [{"sourceUrl": "http://127.0.0.1/a.png", "destPath": "a.png"}],
    "overwrite": True,
    "readyForPublish": True,
    "createMask": False,
    "emailSetting": "None",
}


def active(world, **wanted):
    everything = {"handle": None, "original_name": None, "with_waiting": True}
    with world.database.read() as tx:
        return job_views.active(tx, {world.company.id}, **everything | wanted)


def logs(world, **query):
    with world.database.read() as tx:
        return job_reports.listed(tx, {world.company.id}, LogQuery(**query))


def details(world, **query):
    nothing = dict.fromkeys(("handle", "original_name", "log_types", "page_size", "page", "sort_by", "direction"))
    with world.database.read() as tx:
        return job_reports.details(tx, world.company, UNBOUND, LineQuery(**nothing | query))


def test_counts_the_items_of_each_run_by_state(world):
    for name in ("one", "two"):
        world.submit(name, element="uploadUrlsJob", options=UPLOAD)
    (one,) = world.runs("one")
    runs.begin(world.parts, one, [NewItem("a.png"), NewItem("b.png"), NewItem("c.png")], "Optimizing files")
    item = runs.claim(world.parts, one.id, "slot")
    runs.settle(world.parts, one, item, lambda tx: Line("UploadError", "no picture"))
    runs.claim(world.parts, one.id, "slot")
    first, second = active(world)
    assert (first.processed, first.processing, first.pending) == (1, 1, 1)
    assert [(item.target, item.share) for item in first.at_work] == [("b.png", 0.0)]
    assert (second.processed, second.processing, second.pending, second.at_work) == (0, 0, 0, ())
    assert [run.run.original_name for run in active(world, with_waiting=False)] == ["one"]


def test_finds_runs_by_name_whatever_their_number(world):
    for _ in range(3):
        world.submit("many")
        world.later(seconds=1)
    assert len(active(world, original_name="many")) == 3
    world.finish(world.runs("many")[1])
    assert len(active(world, original_name="many")) == 2


@pytest.mark.parametrize("sort", sorted(SORT_COLUMNS))
def test_every_sort_of_logs_has_one_order_and_its_reverse(world, sort):
    for name in ("b", "a"):
        world.submit(name)
    up = [log.run_id for log in logs(world, sort_by=sort, direction="Ascending")]
    down = [log.run_id for log in logs(world, sort_by=sort, direction="Descending")]
    assert len(up) == 2
    assert down == up[::-1]


def test_a_window_of_logs_includes_both_its_ends(world):
    begun = []
    for name in ("a", "b", "c"):
        world.submit(name)
        begun.append(world.clock.ms)
        world.later(minutes=1)
    found = logs(world, from_ms=begun[1], to_ms=begun[2], direction="Ascending")
    assert [log.original_name for log in found] == ["b", "c"]


@pytest.mark.parametrize("sort", ["Date", "LogType"])
def test_pages_of_lines_cover_every_line_once(world, sort):
    for _ in range(3):
        world.submit("same")
        world.later(seconds=1)
    seen = []
    for page in range(1, 8):
        for found in details(world, original_name="same", page_size=2, page=page, sort_by=sort):
            assert found.total_lines == 4
            seen += [(found.log.run_id, line.log_type) for line in found.lines]
    assert len(seen) == len(set(seen)) == 12


def test_names_sort_by_code_point_on_every_database(world):
    for name in ("b", "B", "a_", "aa"):
        world.submit(name)
    found = logs(world, sort_by="JobName")
    assert [log.original_name for log in found] == sorted(("b", "B", "a_", "aa"))


def test_a_run_of_a_deleted_definition_keeps_its_log(world):
    handle = world.submit(exec_schedule="0 0 10 * * ?")
    world.execute(handle)
    world.control("delete", handle)
    (page,) = details(world, handle=handle)
    assert page.log.original_name == "nightly"


def test_refuses_a_handle_without_any_job(world):
    with pytest.raises(UnknownJob):
        details(world, handle=f"j|{world.company.id}|never||")
    with pytest.raises(InvalidParameter, match="sortDirection"):
        details(world, original_name="never", direction="Up")


def test_a_definition_keeps_its_options_as_they_were_submitted(world):
    world.submit(exec_schedule="0 0 10 * * ?", options={**PUBLISH, "httpCompletionUrl": "http://127.0.0.1/done"})
    assert world.definition().options == {**PUBLISH, "httpCompletionUrl": "http://127.0.0.1/done"}
