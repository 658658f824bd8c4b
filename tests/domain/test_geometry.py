"""Rectangles and plane transforms."""

import pytest

from safelight.domain.geometry import Matrix, Rect, Size, half_up, turned


@pytest.mark.parametrize(("value", "wanted"), [(0.5, 1), (1.5, 2), (2.4999, 2), (-0.5, 0), (-1.5, -1), (7.0, 7)])
def test_halves_round_upwards(value, wanted):
    assert half_up(value) == wanted


def test_a_size_never_becomes_thinner_than_a_pixel():
    assert Size(10, 300).scaled(0.01, 0.5) == Size(1, 150)
    assert Size(4, 5).area == 20


def test_rectangles_meet_where_both_are():
    assert Rect(0, 0, 10, 10).meet(Rect(5, -5, 10, 10)) == Rect(5, 0, 5, 5)
    assert Rect(0, 0, 10, 10).meet(Rect(20, 20, 5, 5)).empty
    assert Rect(0, 0, 10, 10).covers(Rect(2, 2, 3, 3))
    assert not Rect(0, 0, 10, 10).covers(Rect(8, 8, 3, 3))
    assert Rect(1, 2, 3, 4).moved(10, 20) == Rect(11, 22, 3, 4)


def test_transforms_follow_one_another_in_the_order_written():
    moved_first = Matrix().moved(10, 0).scaled(2, 2)
    scaled_first = Matrix().scaled(2, 2).moved(10, 0)
    assert moved_first.point(1, 1) == (22, 2)
    assert scaled_first.point(1, 1) == (12, 2)


@pytest.mark.parametrize(
    ("degrees", "wanted"), [(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (270, (0, -1)), (-90, (0, -1)), (450, (0, 1))]
)
def test_quarter_turns_are_clockwise_and_exact(degrees, wanted):
    turn = turned(degrees)
    assert turn.point(1, 0) == wanted
    assert turn.upright
    assert turn.swaps_axes == (degrees % 180 != 0)


def test_a_slant_is_not_upright_and_keeps_lengths():
    turn = turned(30)
    assert not turn.upright
    assert turn.factors == pytest.approx((1, 1))


def test_a_transformed_rectangle_lies_in_its_box():
    assert Matrix().scaled(0.5, 2).box(Rect(1, 1, 3, 1)) == (0.5, 2, 2, 4)
    assert Matrix().scaled(0.5, 2).rect(Rect(1, 1, 3, 1)) == Rect(1, 2, 1, 2)
    assert turned(90).box(Rect(0, 0, 4, 2)) == (-2, 0, 0, 4)
    assert Matrix().scaled(0.01, 0.01).rect(Rect(0, 0, 3, 3)) == Rect(0, 0, 1, 1)
