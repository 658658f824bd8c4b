"""When a Quartz cron text fires: examples of the Quartz manual and reasoned edges, with a fixed calendar."""

from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.domain import cron
from safelight.domain.faults import InvalidParameter

UTC = ZoneInfo("UTC")
NEW_YORK = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")


def ms(text, zone=UTC):
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


def fires(text, after, zone=UTC):
    schedule, moment = cron.parse("execSchedule", text), ms(after, zone)
    while (moment := schedule.next_after(moment, zone)) is not None:
        yield datetime.fromtimestamp(moment / 1000, zone).isoformat()


def first(count, text, after):
    return [moment.removesuffix("+00:00").removesuffix(":00") for moment in islice(fires(text, after), count)]


# 2026-01-01 is a Thursday.
@pytest.mark.documented
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 0 12 * * ?", ["2026-01-01T12:00", "2026-01-02T12:00"]),
        ("0 15 10 ? * *", ["2026-01-01T10:15", "2026-01-02T10:15"]),
        ("0 15 10 * * ?", ["2026-01-01T10:15", "2026-01-02T10:15"]),
        ("0 15 10 * * ? *", ["2026-01-01T10:15", "2026-01-02T10:15"]),
        ("0 15 10 * * ? 2027", ["2027-01-01T10:15", "2027-01-02T10:15"]),
        ("0 * 14 * * ?", ["2026-01-01T14:00", "2026-01-01T14:01"]),
        ("0 0/5 14 * * ?", ["2026-01-01T14:00", "2026-01-01T14:05"]),
        ("0 0/5 14,18 * * ?", ["2026-01-01T14:00", "2026-01-01T14:05"]),
        ("0 0-5 14 * * ?", ["2026-01-01T14:00", "2026-01-01T14:01"]),
        ("0 10,44 14 ? 3 WED", ["2026-03-04T14:10", "2026-03-04T14:44"]),
        ("0 15 10 ? * MON-FRI", ["2026-01-01T10:15", "2026-01-02T10:15", "2026-01-05T10:15"]),
        ("0 15 10 15 * ?", ["2026-01-15T10:15", "2026-02-15T10:15"]),
        ("0 15 10 L * ?", ["2026-01-31T10:15", "2026-02-28T10:15"]),
        ("0 15 10 L-2 * ?", ["2026-01-29T10:15", "2026-02-26T10:15"]),
        ("0 15 10 ? * 6L", ["2026-01-30T10:15", "2026-02-27T10:15"]),
        ("0 15 10 ? * 6L 2027-2029", ["2027-01-29T10:15", "2027-02-26T10:15"]),
        ("0 15 10 ? * 6#3", ["2026-01-16T10:15", "2026-02-20T10:15"]),
        ("0 0 12 1/5 * ?", ["2026-01-01T12:00", "2026-01-06T12:00"]),
        ("0 11 11 11 11 ?", ["2026-11-11T11:11", "2027-11-11T11:11"]),
    ],
)
def test_fires_as_the_examples_of_the_quartz_manual_say(text, expected):
    assert first(len(expected), text, "2026-01-01") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 0 0 ? * 1", ["2026-01-04T00:00", "2026-01-11T00:00"]),  # 1 is Sunday
        ("0 0 0 ? * 7", ["2026-01-03T00:00", "2026-01-10T00:00"]),
        ("0 0 0 ? * L", ["2026-01-03T00:00", "2026-01-10T00:00"]),  # L alone is Saturday
        ("0 0 0 ? * 5L", ["2026-01-29T00:00", "2026-02-26T00:00"]),
        ("0 0 0 ? * THUL", ["2026-01-29T00:00", "2026-02-26T00:00"]),
        ("0 0 0 ? * FRI#3", ["2026-01-16T00:00", "2026-02-20T00:00"]),
        ("0 0 0 ? * 5#5", ["2026-01-29T00:00", "2026-04-30T00:00"]),  # months without a fifth are skipped
        ("0 0 0 ? * MON#1,FRI#2", ["2026-01-05T00:00", "2026-01-09T00:00", "2026-02-02T00:00"]),
        ("0 0 0 ? * FRI-MON", ["2026-01-02T00:00", "2026-01-03T00:00", "2026-01-04T00:00", "2026-01-05T00:00"]),
        ("0 0 0 ? * MON-SUN", ["2026-01-02T00:00", "2026-01-03T00:00", "2026-01-04T00:00", "2026-01-05T00:00"]),
        ("0 0 0 ? * 2-6/2", ["2026-01-02T00:00", "2026-01-05T00:00", "2026-01-07T00:00"]),
        ("0 0 0 ? * mon,Wed", ["2026-01-05T00:00", "2026-01-07T00:00"]),
        ("0 0 0 15W * ?", ["2026-01-15T00:00", "2026-02-16T00:00", "2026-03-16T00:00"]),
        ("0 0 0 1W * ?", ["2026-02-02T00:00", "2026-03-02T00:00"]),  # Sunday the 1st: Monday
        ("0 0 0 1W 8 ?", ["2026-08-03T00:00"]),  # Saturday the 1st: not back into July
        ("0 0 0 31W 5 ?", ["2026-05-29T00:00"]),  # Sunday the 31st: not on into June
        ("0 0 0 31W * ?", ["2026-01-30T00:00", "2026-03-31T00:00"]),  # February has no 31st
        ("0 0 0 LW * ?", ["2026-01-30T00:00", "2026-02-27T00:00"]),
        ("0 0 0 L-1W * ?", ["2026-01-30T00:00", "2026-02-27T00:00"]),
        ("0 0 0 L-3 * ?", ["2026-01-28T00:00", "2026-02-25T00:00"]),
        ("0 0 0 L-30 * ?", ["2026-03-01T00:00", "2026-05-01T00:00"]),
        ("0 0 0 1,15,L * ?", ["2026-01-15T00:00", "2026-01-31T00:00", "2026-02-01T00:00"]),
        ("0 0 0 30-2 * ?", ["2026-01-02T00:00", "2026-01-30T00:00", "2026-01-31T00:00", "2026-02-01T00:00"]),
        ("0 0 0 29 2 ?", ["2028-02-29T00:00", "2032-02-29T00:00"]),
        ("0 0 0 1 NOV-FEB ?", ["2026-02-01T00:00", "2026-11-01T00:00", "2026-12-01T00:00", "2027-01-01T00:00"]),
        ("0 0 0 1 JAN,jul ?", ["2026-07-01T00:00", "2027-01-01T00:00"]),
        ("0 0 0 1 */6 ?", ["2026-07-01T00:00", "2027-01-01T00:00"]),
        ("0 0 22-2 * * ?", ["2026-01-01T01:00", "2026-01-01T02:00", "2026-01-01T22:00", "2026-01-01T23:00"]),
        ("0 0 20-4/3 * * ?", ["2026-01-01T02:00", "2026-01-01T20:00", "2026-01-01T23:00"]),
        ("0 50-10/10 0 * * ?", ["2026-01-01T00:10", "2026-01-01T00:50", "2026-01-02T00:00"]),
        ("0 /20 0 * * ?", ["2026-01-01T00:20", "2026-01-01T00:40"]),
        ("0 */20 0 * * ?", ["2026-01-01T00:20", "2026-01-01T00:40"]),
        ("30/15 0 0 * * ?", ["2026-01-01T00:00:30", "2026-01-01T00:00:45", "2026-01-02T00:00:30"]),
        ("0 0 0 1 1 ? 2028/2", ["2028-01-01T00:00", "2030-01-01T00:00"]),
        ("0 0 0 1 1 ? 2030,2028", ["2028-01-01T00:00", "2030-01-01T00:00"]),
        ("  0   0\t12 * *  ? ", ["2026-01-01T12:00", "2026-01-02T12:00"]),
    ],
)
def test_reads_names_ranges_steps_lists_and_the_special_letters(text, expected):
    assert first(len(expected), text, "2026-01-01") == expected


@pytest.mark.recorded
def test_a_missing_last_field_is_read_as_no_day_of_week():
    assert first(2, "00 00 00 * *", "2026-01-01") == ["2026-01-02T00:00", "2026-01-03T00:00"]


@pytest.mark.parametrize("text", ["0 0 0 * * MON", "0 0 0 ? * MON", "0 0 0 * * mon *"])
def test_a_star_beside_a_day_of_week_restricts_nothing(text):
    assert first(2, text, "2026-01-01") == ["2026-01-05T00:00", "2026-01-12T00:00"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "6 or 7 fields"),
        ("0 0 0 *", "not 4"),
        ("0 0 0 * * ? * *", "not 8"),
        ("60 0 0 * * ?", "second"),
        ("0 60 0 * * ?", "minute"),
        ("0 0 24 * * ?", "hour"),
        ("0 0 0 0 * ?", "day of month"),
        ("0 0 0 32 * ?", "day of month"),
        ("0 0 0 32W * ?", "day of month"),
        ("0 0 0 L-31 * ?", "more than 30 days"),
        ("0 0 0 1 0 ?", "month"),
        ("0 0 0 1 13 ?", "month"),
        ("0 0 0 1 JANUARY ?", "JAN to DEC"),
        ("0 0 0 ? * 0", "day of week"),
        ("0 0 0 ? * 8", "day of week"),
        ("0 0 0 ? * XYZ", "SUN to SAT"),
        ("0 0 0 ? * 6#6", "#1 to #5"),
        ("0 0 0 ? * 6#0", "#1 to #5"),
        ("0 0 0 ? * 8#1", "day of week"),
        ("0 0 0 ? * 0L", "day of week"),
        ("0 0 0 1 1 ? 1969", "year"),
        ("0 0 0 1 1 ? 2100", "year"),
        ("0 0 0 1 1 ? 2030-2028", "ends before it starts"),
        ("0 0 0 ? * ?", "both are ?"),
        ("0 0 0 ? *", "both are ?"),
        ("0 0 0 1 * MON", "must be ?"),
        ("0 ? 0 * * ?", "minute"),
        ("0 */0 0 * * ?", "step /0"),
        ("0 */60 0 * * ?", "step /60"),
        ("0 5/ 0 * * ?", "minute"),
        ("0 -5 0 * * ?", "without a start"),
        ("0 5- 0 * * ?", "minute"),
        ("0 1,,2 0 * * ?", "minute"),
        ("0 1, 0 * * ?", "minute"),
        ("0 *5 0 * * ?", "minute"),
        ("0 1-2-3 0 * * ?", "minute"),
        ("0 ٣ 0 * * ?", "minute"),
        ("0 0 0 L-٣ * ?", "day of month"),
        ("0 0 0 W * ?", "day of month"),
        ("every night at ten", "not 4"),
        ("at ten in the late evening", "second"),
    ],
)
def test_refuses_what_means_nothing_and_says_which_field(text, says):
    with pytest.raises(InvalidParameter, match=r"^execSchedule: got") as refusal:
        cron.parse("execSchedule", text)
    assert says in str(refusal.value)


@pytest.mark.parametrize("text", ["0 0 0 30 2 ?", "0 0 0 31 4,6 ?", "0 0 0 1 1 ? 2020", "0 0 0 L-30 2 ?"])
def test_a_text_that_never_fires_again_says_so(text):
    assert cron.parse("execSchedule", text).next_after(ms("2026-01-01"), UTC) is None


def test_the_moment_itself_is_not_later_than_itself():
    assert first(1, "0 0 12 * * ?", "2026-01-01T12:00") == ["2026-01-02T12:00"]


def test_a_fraction_of_a_second_before_still_fires():
    assert first(1, "0 0 12 * * ?", "2026-01-01T11:59:59.999") == ["2026-01-01T12:00"]


def test_wall_times_are_those_of_the_zone():
    assert next(fires("0 0 0 * * ?", "2026-07-01T10:00", NEW_YORK)) == "2026-07-02T00:00:00-04:00"


# New York 2026: 02:00 to 03:00 on 8 March is skipped, 01:00 to 02:00 on 1 November comes twice.
def test_a_time_skipped_in_spring_fires_once_right_after_the_gap():
    moments = list(islice(fires("0 30 2 * * ?", "2026-03-07T03:00", NEW_YORK), 2))
    assert moments == ["2026-03-08T03:00:00-04:00", "2026-03-09T02:30:00-04:00"]


def test_many_times_in_the_gap_fire_as_one():
    moments = list(islice(fires("0 */20 2,3 * * ?", "2026-03-08T01:59", NEW_YORK), 3))
    assert moments == ["2026-03-08T03:00:00-04:00", "2026-03-08T03:20:00-04:00", "2026-03-08T03:40:00-04:00"]


def test_a_time_doubled_in_autumn_fires_the_first_time_only():
    moments = list(islice(fires("0 30 1 * * ?", "2026-10-31T02:00", NEW_YORK), 2))
    assert moments == ["2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"]


def test_asked_within_the_second_of_the_doubled_hours_the_first_is_past():
    schedule = cron.parse("execSchedule", "0 30 1 * * ?")
    within = datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1)
    moment = schedule.next_after(round(within.timestamp() * 1000), NEW_YORK)
    assert datetime.fromtimestamp(moment / 1000, NEW_YORK).isoformat() == "2026-11-02T01:30:00-05:00"


def test_a_skipped_whole_day_fires_at_its_end():
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011
    assert list(islice(fires("0 0 12 * * ?", "2011-12-29T12:00", apia), 2)) == [
        "2011-12-31T00:00:00+14:00",
        "2011-12-31T12:00:00+14:00",
    ]


@given(
    start=st.integers(ms("2025-01-01") // 1000, ms("2030-01-01") // 1000),
    text=st.sampled_from(["0 */7 * * * ?", "5 30 2 * * ?", "0 0 1-3 L * ?", "0 15 2 ? 3,10 SUN", "*/50 59 1,2 * * ?"]),
)
def test_each_fire_is_later_than_the_last_and_none_lies_between(start, text):
    schedule, begin = cron.parse("execSchedule", text), start * 1000
    fire = schedule.next_after(begin, BERLIN)
    assert fire > begin
    assert schedule.next_after((begin + fire) // 2, BERLIN) == fire
    assert schedule.next_after(fire, BERLIN) > fire


def test_a_fifth_sunday_of_february_is_found_decades_ahead():
    assert first(2, "59 59 23 ? 2 1#5 *", "2026-01-01") == ["2032-02-29T23:59:59", "2060-02-29T23:59:59"]
