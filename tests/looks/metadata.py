"""Who sees what is done to metadata fields, to what assets have of them, and to tag dictionaries."""

from harness import Server
from looks import look
from looks.steps import ask, by_handle, by_name, found
from made_assets import make
from made_metadata import dictionary, field, fields, put, shown

SAVED = {"assetType": "Image", "fieldType": "String"}


def _grouped(server):
    groups = ask(server, "getAssetMetadataFields").assetFieldsArray
    return {group.assetType: [one.name for one in group.fieldArray] for group in groups}


def _equal(server, handle, value):
    return found(server, metadataConditionArray=[{"fieldHandle": handle, "op": "Equals", "value": value}])


def _tagged(server, handle, value):
    return found(server, tagConditionArray=[{"fieldHandle": handle, "op": "Matches", "value": value}])


def _by_key(server, value):
    condition = {"fieldHandle": "custom_attributes.Author", "op": "Equals", "value": value}
    reply = ask(server, "searchAssetsByMetadata", metadataConditionArray=[condition])
    return [one.name for one in reply.assetSummaryArray]


def _distinct(server, name="Author"):
    reply = ask(server, "getDistinctMetadataValues", metadataKey=f"custom_attributes.{name}")
    return {one.value: one.count for one in reply.valueArray}


def _unique(server, handle):
    return ask(server, "getUniqueMetadataValues", fieldHandle=handle).values


def _create(server, **given):
    return field(server, **given)


def _save(server, **given):
    values = {**SAVED, "name": "Author", "defaultValue": "", **given}
    return ask(server, "saveMetadataField", **values).fieldHandle


def _update(server, **given):
    old = field(server, "Old")
    return ask(server, "updateMetadataField", fieldHandle=old, name="Author", **given).fieldHandle


MAKERS = {"createMetadataField": _create, "saveMetadataField": _save, "updateMetadataField": _update}


def _looks_of_makers(writer, make_field):
    @look(writer, "getMetadataFields")
    def listed(server: Server) -> None:
        make_field(server)
        assert list(fields(server)) == ["Author"]

    @look(writer, "getAssetMetadataFields")
    def grouped(server: Server) -> None:
        make_field(server)
        assert _grouped(server) == {"Asset": [], "Image": ["Author"]}

    @look(writer, "getAssets")
    def default_shown(server: Server) -> None:
        boot = make(server, "boot")
        make_field(server, defaultValue="Nobody")
        assert shown(server, boot) == {"Author": "Nobody"}

    @look(writer, "searchAssets")
    def default_found(server: Server) -> None:
        make(server, "boot")
        handle = make_field(server, defaultValue="Nobody")
        assert _equal(server, handle, "Nobody") == ["boot"]

    return listed, grouped, default_shown, default_found


for _writer, _make_field in MAKERS.items():
    _looks_of_makers(_writer, _make_field)


@look("createMetadataField", "getTagFieldValues")
def first_tag(server):
    assert dictionary(server, field(server, "Season", "MultiTag", initialTagValue="Fall")) == ["Fall"]


@look("updateMetadataField", "getTagFieldValues")
def first_tag_later(server):
    handle = field(server, "Season", "MultiTag")
    ask(server, "updateMetadataField", fieldHandle=handle, initialTagValue="Fall")
    assert dictionary(server, handle) == ["Fall"]


def _deleted(server):
    """A field with a value, deleted; returns the asset that had it."""
    boot, handle = make(server, "boot"), field(server)
    put(server, boot, handle, value="Ada")
    ask(server, "deleteMetadataField", fieldHandle=handle)
    return boot


@look("deleteMetadataField", "getMetadataFields")
def gone_from_the_list(server):
    _deleted(server)
    assert fields(server) == {}


@look("deleteMetadataField", "getAssetMetadataFields")
def gone_from_the_groups(server):
    _deleted(server)
    assert _grouped(server) == {"Asset": []}


@look("deleteMetadataField", "getAssets")
def gone_from_assets(server):
    assert shown(server, _deleted(server)) == {}


@look("deleteMetadataField", "searchAssets")
def gone_from_searches(server):
    boot = _deleted(server)
    handle = field(server)
    assert _equal(server, handle, "Ada") == []
    put(server, boot, handle, value="Ada")
    assert _equal(server, handle, "Ada") == ["boot"]


def _set(server, asset, handle, **given):
    put(server, asset, handle, **given)


def _batch_set(server, asset, handle, **given):
    group = {"assetHandleArray": [asset], "updateArray": [{"fieldHandle": handle, **given}]}
    ask(server, "batchSetAssetMetadata", updateArray=[group])


def _delete(server, asset, handle, value):
    """Takes the value away that was there; what is left is the default."""
    put(server, asset, handle, value=f"not {value}")
    ask(server, "deleteAssetMetadata", assetHandle=asset, deleteArray=[{"fieldHandle": handle}])


def _looks_of_setters(writer, set_value):
    default = {"defaultValue": "Ada"} if writer == "deleteAssetMetadata" else {}

    def written(server):
        boot = make(server, "boot")
        handle = field(server, **default)
        set_value(server, boot, handle, value="Ada")
        return boot, handle

    @look(writer, "getAssets")
    def seen(server: Server) -> None:
        boot, _ = written(server)
        assert shown(server, boot) == {"Author": "Ada"}

    @look(writer, "getAssetsByName")
    def seen_by_name(server: Server) -> None:
        written(server)
        (asset,) = by_name(server, "boot")
        assert [one.value for one in asset.metadataArray] == ["Ada"]

    @look(writer, "searchAssets")
    def searched(server: Server) -> None:
        _, handle = written(server)
        assert (_equal(server, handle, "Ada"), _equal(server, handle, "not Ada")) == (["boot"], [])

    @look(writer, "searchAssetsByMetadata")
    def searched_by_key(server: Server) -> None:
        written(server)
        assert (_by_key(server, "Ada"), _by_key(server, "not Ada")) == (["boot"], [])

    @look(writer, "getUniqueMetadataValues")
    def among_unique_values(server: Server) -> None:
        _, handle = written(server)
        assert _unique(server, handle) == ([] if default else ["Ada"])

    @look(writer, "getDistinctMetadataValues")
    def among_distinct_values(server: Server) -> None:
        written(server)
        assert _distinct(server) == ({"N/A": 1} if default else {"Ada": 1})

    return seen, seen_by_name, searched, searched_by_key, among_unique_values, among_distinct_values


for _writer, _set_value in (
    ("setAssetMetadata", _set),
    ("batchSetAssetMetadata", _batch_set),
    ("deleteAssetMetadata", _delete),
):
    _looks_of_setters(_writer, _set_value)


@look("setAssetMetadata", "getTagFieldValues")
def learned(server):
    handle = field(server, "Season", "MultiTag")
    put(server, make(server, "boot"), handle, value="Fall")
    assert dictionary(server, handle) == ["Fall"]


@look("batchSetAssetMetadata", "getTagFieldValues")
def learned_in_a_batch(server):
    handle = field(server, "Season", "MultiTag")
    _batch_set(server, make(server, "boot"), handle, value="Fall")
    assert dictionary(server, handle) == ["Fall"]


def _season(server):
    """A closed dictionary of two, and an asset with the first of them."""
    handle = field(server, "Season", "SingleFixedTag", initialTagValue="Fall")
    ask(server, "addTagFieldValues", fieldHandle=handle, valueArray=["Spring"])
    boot = make(server, "boot")
    put(server, boot, handle, value="Fall")
    return boot, handle


@look("addTagFieldValues", "getTagFieldValues")
def more_tags(server):
    _, handle = _season(server)
    assert dictionary(server, handle) == ["Fall", "Spring"]


CUT = {
    "setTagFieldValues": {"valueArray": ["Spring"]},
    "deleteTagFieldValues": {"valueArray": ["Fall"]},
    "updateTagFieldValues": {"updateArray": [{"oldValue": "Fall", "newValue": "Autumn"}]},
}


def _looks_of_cutters(writer):
    after = ["Autumn"] if writer == "updateTagFieldValues" else []

    def cut(server):
        boot, handle = _season(server)
        ask(server, writer, fieldHandle=handle, **CUT[writer])
        return boot, handle

    @look(writer, "getTagFieldValues")
    def left(server: Server) -> None:
        _, handle = cut(server)
        assert dictionary(server, handle) == [*after, "Spring"]

    @look(writer, "getAssets")
    def shown_of_assets(server: Server) -> None:
        boot, _ = cut(server)
        assert [one.valueArray for one in by_handle(server, boot).metadataArray] == ([after] if after else [])

    @look(writer, "searchAssets")
    def found_by_tag(server: Server) -> None:
        _, handle = cut(server)
        assert (_tagged(server, handle, "Fall"), _tagged(server, handle, "Autumn")) == ([], ["boot"] if after else [])

    @look(writer, "getUniqueMetadataValues")
    def unique(server: Server) -> None:
        _, handle = cut(server)
        assert _unique(server, handle) == after

    return left, shown_of_assets, found_by_tag, unique


for _writer in CUT:
    _looks_of_cutters(_writer)
