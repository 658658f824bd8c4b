"""Every effect of a writing operation is seen by those who must see it; the table is `tests/observed.py`."""

import re
from dataclasses import replace

import pytest

import looks
from observed import OBSERVED, PICTURE
from safelight import operations
from safelight.bootstrap import load_plugins

LOOKS = looks.load()
ROWS = [(writer, observer) for writer, observers in OBSERVED.items() for observer in observers]
NAMED = re.compile(r"<(\w+)Param xmlns")


class Noting:
    """An HTTP client that notes which operations succeeded and which pictures were asked for, in their order."""

    def __init__(self, http):
        self._http = http
        self.calls = []

    def post(self, path, *, content, **options):
        reply = self._http.post(path, content=content, **options)
        if reply.status_code == 200:
            self.calls.append(NAMED.search(content)[1])
        return reply

    def get(self, path, **options):
        self.calls.append(PICTURE)
        return self._http.get(path, **options)


@pytest.mark.parametrize(("writer", "observer"), ROWS)
def test_what_one_writes_the_other_sees(server, writer, observer):
    http = Noting(server.http)
    LOOKS[writer, observer](replace(server, http=http))
    assert writer in http.calls, "the look does not write"
    assert observer in http.calls[http.calls.index(writer) :], "nobody looks after the writing"


def test_the_table_holds_every_writing_operation():
    load_plugins()
    assert sorted(OBSERVED) == sorted(name for name, operation in operations.REGISTRY.items() if not operation.reads)


def test_observers_only_read():
    load_plugins()
    observers = {observer for observers in OBSERVED.values() for observer in observers} - {PICTURE}
    assert [name for name in sorted(observers) if not operations.REGISTRY[name].reads] == []


def test_every_row_has_its_look_and_no_look_is_out_of_the_table():
    assert sorted(LOOKS) == sorted(ROWS)
