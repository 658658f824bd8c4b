"""Sizes and places of replies: wid, hei, scl, fit, align, rgn, rect, dpr, and what a layer does before."""

import pytest
from gallery import Gallery, at, halves, photo, quadrants, same, serving, solid

RED, GREEN, BLUE, WHITE = [255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]


@pytest.fixture
def wide(gallery: Gallery) -> Gallery:
    """400 x 200, red left, blue right."""
    gallery.add("img", halves(400, 200, "ff0000", "0000ff"))
    gallery.publish(serving(bkg_color="00ff00"))
    return gallery


def size(image) -> tuple[int, int]:
    return image.width, image.height


@pytest.mark.documented
@pytest.mark.parametrize(
    ("fit", "wanted", "corner", "middle_left"),
    [
        ("fit", (100, 100), GREEN, RED),
        ("constrain", (100, 50), RED, RED),
        ("crop", (100, 100), RED, RED),
        ("wrap", (200, 100), RED, RED),
        ("stretch", (100, 100), RED, RED),
        ("hfit", (100, 100), GREEN, RED),
        ("vfit", (100, 100), RED, RED),
    ],
)
def test_each_fit_mode_shrinks_into_its_box(wide: Gallery, fit, wanted, corner, middle_left):
    image = wide.picture(f"wid=100&hei=100&fit={fit}&fmt=png")
    assert size(image) == wanted
    assert at(image, 2, 2) == corner
    assert at(image, 2, image.height // 2) == middle_left


@pytest.mark.documented
@pytest.mark.parametrize(
    ("fit", "wanted", "outside"),
    [
        ("fit", (800, 800), GREEN),
        ("constrain", (400, 200), RED),
        ("crop", (800, 800), GREEN),
        ("wrap", (400, 200), RED),
        ("stretch", (800, 800), GREEN),
        ("hfit", (800, 800), GREEN),
        ("vfit", (800, 800), GREEN),
    ],
)
def test_no_fit_mode_enlarges_unless_told_to(wide: Gallery, fit, wanted, outside):
    image = wide.picture(f"wid=800&hei=800&fit={fit},0&fmt=png")
    assert size(image) == wanted
    assert at(image, 1, 1) == outside
    assert at(image, image.width // 2 - 150, image.height // 2) == RED


@pytest.mark.documented
@pytest.mark.parametrize(
    ("fit", "wanted"),
    [
        ("fit", (800, 800)),
        ("constrain", (800, 400)),
        ("crop", (800, 800)),
        ("wrap", (1600, 800)),
        ("stretch", (800, 800)),
        ("hfit", (800, 800)),
        ("vfit", (800, 800)),
    ],
)
def test_every_fit_mode_enlarges_when_told_to(wide: Gallery, fit, wanted):
    image = wide.picture(f"wid=800&hei=800&fit={fit},1&fmt=png")
    assert size(image) == wanted
    assert at(image, 5, image.height // 2) == RED
    assert at(image, image.width - 5, image.height // 2) == BLUE


def test_without_fit_a_picture_is_not_enlarged_and_a_single_side_is_not_padded(wide: Gallery):
    assert size(wide.picture("wid=900&fmt=png")) == (400, 200)
    assert size(wide.picture("wid=900&fit=constrain,1&fmt=png")) == (900, 450)


@pytest.mark.documented
@pytest.mark.parametrize(("align", "left"), [("-1,0", RED), ("1,0", BLUE), ("-0.5,0", RED)])
def test_align_moves_what_crop_keeps(wide: Gallery, align, left):
    image = wide.picture(f"wid=100&hei=100&fit=crop&align={align}&fmt=png")
    assert at(image, 2, 50) == left


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("wid=333", (333, 167)),
        ("hei=1", (2, 1)),
        ("wid=1", (1, 1)),
        ("scl=3", (133, 67)),
        ("scl=1000000", (1, 1)),
        ("scale=0.335&scl=1", (134, 67)),
        ("cropN=0,0,0.3333,0.3333&scl=1", (133, 67)),
    ],
)
def test_sizes_round_half_up_and_never_vanish(wide: Gallery, query, wanted):
    assert size(wide.picture(query + "&fmt=png")) == wanted


@pytest.mark.documented
def test_tiles_of_the_finished_view_join_without_a_seam(gallery: Gallery):
    gallery.add("img", photo(700, 500))
    gallery.publish(serving())
    view = "wid=310&hei=260&op_usm=2,8,1&op_usmR=1,30&bgc=102030&fmt=png"
    whole = gallery.picture(view)
    tiles = [[gallery.picture(f"{view}&rect={x},{y},100,100") for x in range(0, 310, 100)] for y in range(0, 260, 100)]
    rows = [tile_row[0] for tile_row in tiles]
    for index, tile_row in enumerate(tiles):
        for tile in tile_row[1:]:
            rows[index] = rows[index].join(tile, "horizontal")
    joined = rows[0].join(rows[1], "vertical").join(rows[2], "vertical")
    assert same(joined.crop(0, 0, 310, 260), whole)
    assert at(joined, 399, 299) == [0x10, 0x20, 0x30]


def test_a_tile_scales_the_view_it_is_cut_from(wide: Gallery):
    tile = wide.picture("wid=200&hei=100&rect=190,0,20,10,2&fmt=png&fit=fit,1")
    assert at(tile, 5, 5) == RED
    assert at(tile, 15, 5) == BLUE


@pytest.mark.documented
def test_a_region_shows_its_neighbours_where_the_box_is_larger(gallery: Gallery):
    gallery.add("img", quadrants(400, 400))
    gallery.publish(serving(bkg_color="808080"))
    image = gallery.picture("rgn=0,0,200,200&wid=200&hei=100&fmt=png")
    assert at(image, 100, 50) == RED
    assert at(image, 180, 50) == GREEN, "what lies right of the region is not cut away"
    assert at(image, 20, 50) == [128, 128, 128], "left of the composite is background"


@pytest.mark.documented
def test_tiles_by_region_match_the_whole_picture(gallery: Gallery):
    gallery.add("img", photo(512, 512))
    gallery.publish(serving())
    whole = gallery.picture("scl=2&fmt=png")
    tile = gallery.picture("scl=2&rgn=128,256,128,128&fmt=png")
    assert same(whole.crop(64, 128, 64, 64), tile)


@pytest.mark.documented
@pytest.mark.parametrize(("dpr", "wanted"), [("on,1", (80, 40)), ("on,2.5", (200, 100)), ("off", (80, 40))])
def test_dpr_multiplies_what_is_asked_for(wide: Gallery, dpr, wanted):
    assert size(wide.picture(f"wid=80&hei=40&dpr={dpr}&fmt=png")) == wanted


@pytest.mark.documented
def test_dpr_beyond_the_largest_picture_is_held_to_it(gallery: Gallery):
    gallery.add("img", photo(1000, 500))
    gallery.publish(serving(max_pix=(300, 300)))
    assert size(gallery.picture("wid=200&hei=100&dpr=on,4&fmt=png")) == (300, 150)
    assert gallery.get("wid=400").status_code == 403


def test_a_crop_ends_exactly_where_it_says(gallery: Gallery):
    gallery.add("img", quadrants(1024, 1024))
    gallery.publish(serving())
    for left in (512, 508, 501, 520):
        image = gallery.picture(f"crop={left},0,400,512&wid=50&fmt=png")
        assert at(image, 40, 30) == GREEN
        first = at(image, 0, 30)
        assert (first == GREEN) == (left >= 512), first


def test_a_slanted_picture_keeps_its_corners_and_its_middle(wide: Gallery):
    image = wide.picture("rotate=30&scl=1&bgc=ffffff&fmt=png")
    assert size(image) == (447, 374)
    assert at(image, 2, 2) == WHITE
    assert at(image, 223 - 40, 187 - 30) == RED
    assert at(image, 223 + 40, 187 + 30) == BLUE


@pytest.mark.parametrize(
    ("query", "top_left", "bottom_right"),
    [
        ("rotate=90", BLUE, GREEN),
        ("rotate=180", WHITE, RED),
        ("rotate=270", GREEN, BLUE),
        ("rotate=-90", GREEN, BLUE),
        ("rotate=450", BLUE, GREEN),
        ("layer=0&flip=lr&rotate=90", WHITE, RED),
        ("layer=0&flip=ud&rotate=90", RED, WHITE),
        ("flip=lrud", WHITE, RED),
    ],
)
def test_quarter_turns_and_mirrors_move_every_corner(gallery: Gallery, query, top_left, bottom_right):
    gallery.add("img", quadrants(300, 200))
    gallery.publish(serving())
    image = gallery.picture(f"{query}&scl=1&fmt=png")
    assert at(image, 5, 5) == top_left
    assert at(image, image.width - 6, image.height - 6) == bottom_right


@pytest.mark.documented
def test_at_comp_a_flip_comes_after_the_margin(gallery: Gallery):
    gallery.add("img", solid(100, 100))
    gallery.publish(serving())
    image = gallery.picture("extend=0,0,20,0&bgColor=0,0,255&flip=lr&scl=1&fmt=png")
    assert at(image, 10, 50) == BLUE
    assert at(image, 60, 50) == RED


@pytest.mark.documented
def test_default_pix_holds_a_picture_that_names_no_size(gallery: Gallery):
    gallery.add("img", photo(600, 300))
    gallery.publish(serving(default_pix=(150, 400)))
    assert size(gallery.picture("fmt=png")) == (150, 75)
    assert size(gallery.picture("scl=1&fmt=png")) == (600, 300)
    assert size(gallery.picture("dpr=on,2&fmt=png")) == (300, 150)


def test_shrinking_keeps_the_mean_and_does_not_ring(gallery: Gallery):
    gallery.add("img", photo(1000, 1000))
    gallery.publish(serving())
    for mode in ("bilin", "bicub", "sharp2", "bisharp", "sharp"):
        small = gallery.picture(f"wid=130&resMode={mode}&fmt=png")
        assert abs(small.avg() - photo(1000, 1000).avg()) < 1


def test_one_pixel_lines_survive_at_full_size(gallery: Gallery):
    lines = solid(101, 101, "ffffff").draw_line([0, 0, 0], 50, 0, 50, 100)
    gallery.add("img", lines)
    gallery.publish(serving())
    assert same(gallery.picture("scl=1&fmt=png"), lines)


def test_a_deep_zoom_shows_the_pixel_it_names(gallery: Gallery):
    gallery.add("img", quadrants(400, 400))
    gallery.publish(serving())
    image = gallery.picture("rgn=198,198,4,4&wid=400&hei=400&fit=fit,1&resMode=bilin&fmt=png")
    assert [at(image, x, y) for x, y in ((20, 20), (380, 20), (20, 380), (380, 380))] == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("zoom", [1e-3, 1.0001e-4])
def test_a_picture_enlarged_very_much_is_still_a_picture(gallery: Gallery, zoom):
    gallery.add("img", quadrants(400, 400))
    gallery.publish(serving())
    for more in ("", "&rotate=90", "&rotate=33", "&flip=lr", "&op_usm=1,200"):
        image = gallery.picture(f"scl={zoom:.9f}&wid=60&hei=60&align=-1,-1&fmt=png{more}")
        assert size(image) == (60, 60)
        if more in {"", "&op_usm=1,200"}:
            assert at(image, 30, 30) == RED


def test_an_enlargement_beyond_any_use_is_refused(wide: Gallery):
    response = wide.get("scl=0.000000004&wid=60&hei=60")
    assert response.status_code == 403
    assert "10000 times" in response.text
