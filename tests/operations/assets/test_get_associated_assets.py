"""getAssociatedAssets and getGenerationInfo, as a caller sees them."""

import pytest
from sqlalchemy import insert

from harness import Refused
from looks.steps import ask
from made_assets import make
from safelight.store import tables


def number(handle):
    return int(handle.removeprefix("a|"))


def put(server, table, **values):
    with server.parts.database.write() as tx:
        tx.execute(insert(table).values(**values))


def made_of(server, generated, originator, engine="PostScriptRip"):
    row = {"generated_id": number(generated), "originator_id": number(originator), "engine": engine}
    put(server, tables.byproduct, **row)


def member(server, container, position, asset):
    row = {"set_id": number(container), "position": position, "member_id": number(asset), "page_reset": False}
    put(server, tables.set_member, **row)


def associated(server, handle, **values):
    return ask(server, "getAssociatedAssets", assetHandle=handle, **values)


def handles(assets):
    return [asset.assetHandle for asset in assets]


@pytest.fixture
def book(server):
    """A document and its pages."""
    pdf = make(server, "book", type="Pdf")
    pages = [make(server, f"page{place}") for place in range(2)]
    for page in pages:
        made_of(server, page, pdf)
    return pdf, pages


def pairs(generations):
    return [(one.engine, one.originator.assetHandle, one.generated.assetHandle) for one in generations]


@pytest.mark.documented
def test_an_asset_tells_the_sets_it_is_in_and_a_set_its_members_in_order(server):
    spin, outer = make(server, "spin", type="SpinSet"), make(server, "outer", type="AssetSet")
    boot, shoe = make(server, "boot"), make(server, "shoe")
    for position, one in enumerate((shoe, boot, shoe)):
        member(server, spin, position, one)
    member(server, outer, 0, boot)
    reply = associated(server, boot)
    assert (handles(reply.containerArray), handles(reply.memberArray)) == ([spin, outer], [])
    assert handles(associated(server, spin).memberArray) == [shoe, boot]


@pytest.mark.documented
def test_a_document_tells_its_pages_and_a_page_its_document(server, book):
    pdf, pages = book
    assert pairs(associated(server, pdf).generatedArray) == [("PostScriptRip", pdf, page) for page in pages]
    reply = associated(server, pages[0])
    assert pairs(reply.generatorArray) == [("PostScriptRip", pdf, pages[0])]
    assert (reply.generatedArray, reply.generatorArray[0].attributeArray) == ([], [])


@pytest.mark.documented
def test_the_image_that_stands_for_an_asset_is_told_and_left_out_where_there_is_none(server):
    film, still = make(server, "film", type="Video"), make(server, "still")
    assert associated(server, film).thumbAsset is None
    ask(server, "batchSetThumbAsset", updateArray=[{"assetHandle": film, "thumbAssetHandle": still}])
    assert associated(server, film).thumbAsset.assetHandle == still


@pytest.mark.documented
def test_assets_that_commands_name_are_told(server):
    boot, lace, cut = make(server, "boot"), make(server, "lace"), make(server, "cut")
    make(server.other_company(), "theirs")
    commands = f"layer=1&src=is{{{server.root}/lace?wid=5}}&mask=cut&layer=2&src=Other/theirs&layer=3&src=none"
    wanted = {"type": "LayerView", "folderHandle": f"f|{server.root}/", "name": "view", "ownerHandle": boot}
    view = ask(server, "createDerivedAsset", urlModifier=commands, **wanted).assetHandle
    assert handles(associated(server, view).layerReferenceArray) == [lace, cut]
    assert associated(server, boot).layerReferenceArray == []


def test_a_picture_whose_commands_name_another_tells_it(server):
    lace = make(server, "lace")
    boot = make(server, "boot", detail={"url_post_modifier": "layer=1&src=lace"})
    assert handles(associated(server, boot).layerReferenceArray) == [lace]


@pytest.mark.documented
def test_fields_can_be_chosen_and_left_out(server, book):
    pdf, pages = book
    member(server, make(server, "spin", type="SpinSet"), 0, pages[0])
    reply = associated(server, pages[0], responseFieldArray=["containerArray/items/assetHandle"])
    assert (vars(reply.containerArray[0]).keys() > {"assetHandle"}, reply.containerArray[0].name) == (True, None)
    assert reply.generatorArray is None
    reply = associated(server, pdf, excludeFieldArray=["generatedArray/items/originator"])
    assert [(one.originator, one.generated.assetHandle) for one in reply.generatedArray] == [
        (None, page) for page in pages
    ]


def test_what_is_in_the_trash_is_left_out(server, book):
    pdf, pages = book
    spin, still = make(server, "spin", type="SpinSet"), make(server, "still")
    member(server, spin, 0, pages[0])
    ask(server, "batchSetThumbAsset", updateArray=[{"assetHandle": spin, "thumbAssetHandle": still}])
    ask(server, "deleteAssets", assetHandleArray=[pages[0], still])
    reply = associated(server, spin)
    assert (reply.memberArray, reply.thumbAsset) == ([], None)
    assert pairs(associated(server, pdf).generatedArray) == [("PostScriptRip", pdf, pages[1])]
    assert handles(associated(server, pages[0]).containerArray) == [spin]


@pytest.mark.parametrize("bad", ["a|999999999", "nonsense"])
def test_a_handle_that_names_none_faults(server, bad):
    with pytest.raises(Refused, match=r"30001.*assetHandle"):
        associated(server, bad)


@pytest.mark.documented
def test_who_may_ask(server):
    boot = make(server, "boot")
    assert associated(server.as_user("TrialSiteUser"), boot).memberArray == []
    with pytest.raises(Refused, match="20006"):
        associated(server, make(server.other_company(), "theirs"))


def generations(server, **values):
    return pairs(ask(server, "getGenerationInfo", **values).generationArray)


@pytest.mark.documented
def test_an_originator_tells_what_was_made_of_it(server, book):
    pdf, pages = book
    assert generations(server, originatorHandle=f"{pdf}|25|160") == [("PostScriptRip", pdf, page) for page in pages]
    assert generations(server, originatorHandle=pages[0]) == []


@pytest.mark.documented
def test_what_was_made_tells_of_what(server, book):
    pdf, pages = book
    assert generations(server, generatedHandle=pages[1]) == [("PostScriptRip", pdf, pages[1])]
    assert generations(server, originatorHandle=pdf, generatedHandle=pages[0]) == [("PostScriptRip", pdf, pages[0])]
    assert generations(server, originatorHandle=pages[1], generatedHandle=pages[0]) == []


@pytest.mark.documented
def test_an_engine_narrows_it(server, book):
    pdf, pages = book
    layer = make(server, "layer")
    made_of(server, layer, pdf, "ImageConvert")
    assert generations(server, originatorHandle=pdf, engine="ImageConvert") == [("ImageConvert", pdf, layer)]
    assert len(generations(server, originatorHandle=pdf, engine="PostScriptRip")) == len(pages)
    with pytest.raises(Refused, match=r"30001.*engine"):
        generations(server, originatorHandle=pdf, engine="Steam")


@pytest.mark.documented
def test_fields_of_generations_can_be_chosen_and_left_out(server, book):
    pdf, pages = book
    asked = {"originatorHandle": pdf, "responseFieldArray": ["generationArray/items/generated/assetHandle"]}
    found = ask(server, "getGenerationInfo", **asked).generationArray
    assert [(one.engine, one.originator, one.generated.assetHandle) for one in found] == [
        (None, None, page) for page in pages
    ]
    asked = {"generatedHandle": pages[0], "excludeFieldArray": ["generationArray/items/originator"]}
    (one,) = ask(server, "getGenerationInfo", **asked).generationArray
    assert (one.originator, one.generated.assetHandle) == (None, pages[0])


def test_one_of_the_two_must_be_named(server):
    with pytest.raises(Refused, match=r"30002.*originatorHandle"):
        generations(server)


@pytest.mark.parametrize("field", ["originatorHandle", "generatedHandle"])
def test_handles_that_cannot_be_fault(server, field):
    with pytest.raises(Refused, match=rf"30001.*{field}"):
        generations(server, **{field: "a|999999999"})
    with pytest.raises(Refused, match=rf"20006.*{field}"):
        generations(server, **{field: make(server.other_company(), "theirs")})
