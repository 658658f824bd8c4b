"""Whatever happens in whatever order, a publish that nobody disturbs makes live exactly what should be.

The model is simple: an asset has a name, pixels, a mark, and is there or not. Between publishes people change it; a
publish may be cut short at any step, go on later, or never; and people change things while it runs. Two things must
then hold: nothing but a turn of the head changes what is served, and after an undisturbed publish of either kind
just the marked pictures that are there are served, under the names and with the pixels they have now.
"""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from publish_world import World

from safelight.services import publishing

NAMES = ("a", "b", "c", "d")
PIXELS = ("one", "two")


@dataclass
class Picture:
    name: str
    pixels: str
    marked: bool
    there: bool = True


class History(RuleBasedStateMachine):
    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world = World(type(self).world.database)
        self.pictures: dict[int, Picture] = {}
        self.served: dict[str, tuple[int, str]] = {}
        self.run = self.generation = None
        self.added = self.turned = False

    @initialize(marks=st.lists(st.booleans(), min_size=2, max_size=3))
    def start(self, marks):
        for name, marked in zip(NAMES, marks, strict=False):
            self.place(name, "one", marked)

    @rule(name=st.sampled_from(NAMES), pixels=st.sampled_from(PIXELS), marked=st.booleans())
    def place(self, name, pixels, marked):
        if self._free(name):
            asset_id = self.world.place(name, pixels, marked=marked)
            self.pictures[asset_id] = Picture(name, pixels, marked)

    @rule(data=st.data(), marked=st.booleans())
    def mark(self, data, marked):
        for asset_id in self._any(data):
            self.world.mark(asset_id, marked=marked)
            self.pictures[asset_id].marked = marked

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def rename(self, data, name):
        for asset_id in self._any(data):
            if self._free(name):
                self.world.rename(asset_id, name)
                self.pictures[asset_id].name = name

    @rule(data=st.data(), pixels=st.sampled_from(PIXELS))
    def repaint(self, data, pixels):
        for asset_id in self._any(data):
            self.world.repaint(asset_id, pixels)
            self.pictures[asset_id].pixels = pixels

    @rule(data=st.data(), there=st.booleans())
    def trash_or_restore(self, data, there):
        for asset_id in self._any(data):
            self.world.trash(asset_id, "NotInTrash" if there else "InTrash")
            self.pictures[asset_id].there = there

    @rule(data=st.data())
    def erase(self, data):
        for asset_id in self._any(data):
            self.world.erase(asset_id)
            del self.pictures[asset_id]

    @precondition(lambda self: self.run is None)
    @rule()
    def begin(self):
        self.run = self.world.new_run()
        self.generation = self.world.begin(self.run)
        self.added = self.turned = False

    @precondition(lambda self: self.run is not None)
    @rule(full=st.booleans(), pieces=st.integers(1, 5), killed=st.booleans())
    def add_pieces(self, full, pieces, killed):
        for _ in range(pieces):
            assert self.world.begin(self.run).number == self.generation.number
            with self.world.database.write() as tx:
                self.added |= publishing.add_changes(tx, self.generation, full=full, limit=1).done
        if killed:
            with self.world.database.writer.connect() as tx:
                publishing.add_changes(tx, self.generation, full=full, limit=2)

    @precondition(lambda self: self.added)
    @rule(killed=st.booleans())
    def turn_a_piece(self, killed):
        with self.world.database.writer.connect() as tx:
            publishing.turn(tx, self.generation, 1, limit=1)
            (tx.rollback if killed else tx.commit)()
        if not (killed or self.turned):
            self.served, self.turned = self.world.live(*NAMES), True

    @precondition(lambda self: self.run is not None)
    @rule()
    def end_the_run_where_it_stands(self):
        self.world.end_run(self.run)
        self.run, self.added = None, False

    @precondition(lambda self: self.run is None)
    @rule(full=st.booleans(), limit=st.sampled_from([1, 2, 100]))
    def publish_undisturbed(self, full, limit):
        self.world.publish(full=full, limit=limit)
        wanted = {p.name: (asset_id, p.pixels) for asset_id, p in self.pictures.items() if p.marked and p.there}
        self.served = self.world.live(*NAMES)
        assert self.served == wanted
        live = {asset_id for asset_id, _ in wanted.values()}
        assert {i: (changed, shown) for i, (_, changed, shown) in self.world.states().items()} == {
            i: (False, i in live) for i in self.world.states()
        }
        assert set(self.world.states()) <= set(self.pictures)

    @invariant()
    def only_a_turn_changes_what_is_served(self):
        assert self.world.live(*NAMES) == self.served

    def _free(self, name):
        return all(picture.name != name for picture in self.pictures.values())

    def _any(self, data):
        return [data.draw(st.sampled_from(sorted(self.pictures)))] if self.pictures else []


@pytest.mark.slow
def test_an_undisturbed_publish_makes_live_what_should_be_after_any_history(world):
    machine = type("OneHistory", (History,), {"world": world})
    limits = settings(
        max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(machine, settings=limits)
