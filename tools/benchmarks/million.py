"""A company of a million assets in twenty thousand folders, written straight into the database by SQL alone.

Every asset is a copy of one that was really taken in, under a name of two words and a number; it has five values of
metadata fields and one or two keywords. Indexes go before and come back after, which takes half the time.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    case,
    cast,
    insert,
    literal,
    select,
    text,
)

from safelight.domain import handles
from safelight.store.tables import (
    asset,
    file_detail,
    folder,
    image_detail,
    metadata_field,
    metadata_value,
    publish_state,
    xmp_property,
)

BRANDS, SEASONS, LINES = 10, 40, 49
LEAVES = BRANDS * SEASONS * LINES
WORDS = (
    *("amber", "basil", "cedar", "delta", "ember", "fjord", "grove", "haven", "indigo", "jasper", "kayak", "lemon"),
    *("maple", "nectar", "olive", "pearl", "quartz", "river", "saffron", "tulip", "umber", "velvet", "willow"),
    *("xenon", "yarrow", "zephyr", "anchor", "birch", "coral", "dune", "elm", "fern", "garnet", "harbor", "iris"),
    *("jade", "kelp", "lotus", "moss", "north", "opal", "pine", "quill", "reed", "slate", "thorn", "urban", "vine"),
    *("wheat", "zinc"),
)
FIELDS = {"Article": "String", "Color": "String", "Season": "String", "Price": "Float", "Stock": "Int"}
ARCHIVES = 10
FIRST_ID, FIRST_FOLDER, FIRST_NUMBER, FIRST_MS = 1_000, 1_000, 1_000_000, 1_400_000_000_000
MIXING = 7_919
"""A prime: the order of one column says nothing of that of another."""

_temporary = MetaData()
_number = Table("bench_number", _temporary, Column("n", BigInteger, primary_key=True), prefixes=["TEMPORARY"])
_word = Table(
    "bench_word", _temporary, Column("place", Integer, primary_key=True), Column("word", Text), prefixes=["TEMPORARY"]
)
_first, _second = _word.alias("first"), _word.alias("second")
_n = _number.c.n
_padded = cast(_n + FIRST_NUMBER, String)


def fill(engine: Engine, root: str, company: str, count: int) -> None:
    """root: name of the root folder; company: its handle, with the fields of `FIELDS`"""
    with engine.begin() as tx:
        if engine.dialect.name == "sqlite":
            for pragma in ("cache_size=-2000000", "temp_store=MEMORY"):
                tx.exec_driver_sql(f"PRAGMA {pragma}")
        else:
            tx.exec_driver_sql("SET LOCAL session_replication_role TO replica")  # which looks up no foreign key
        company_id = handles.company_id("", company)
        of = metadata_field.c
        ids = {row.name: row.id for row in tx.execute(select(of.name, of.id).where(of.company_id == company_id))}
        _count_up(tx, count)
        with _without_indexes(tx, (asset, image_detail, file_detail, metadata_value, xmp_property)):
            _folders(tx, company_id, root)
            _assets(tx, company_id)
            _values(tx, ids)
            _keywords(tx, company_id)
    if engine.dialect.name == "postgresql":  # which does so by itself, later
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as tx:
            tx.execute(text("VACUUM ANALYZE"))


def name_of(number: int) -> str:
    """Of the asset of a number from 0."""
    first, second = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
    return f"{first}-{second}-{number + FIRST_NUMBER}"


def _count_up(tx: Connection, count: int) -> None:
    _temporary.create_all(tx)
    for start in range(0, count, 50_000):
        tx.execute(insert(_number), [{"n": n} for n in range(start, min(count, start + 50_000))])
    tx.execute(insert(_word), [{"place": place, "word": word} for place, word in enumerate(WORDS)])


@contextmanager
def _without_indexes(tx: Connection, tables: Sequence[Table]) -> Iterator[None]:
    indexes: list[Index] = [index for table in tables for index in table.indexes]
    for index in indexes:
        index.drop(tx)
    yield
    for index in indexes:
        index.create(tx)


def _folders(tx: Connection, company_id: int, root: str) -> None:
    """Brands, seasons of each, and lines of each; assets lie in the lines."""
    wanted = (folder.c.company_id == company_id) & (folder.c.path == f"{root}/")
    top = dict(tx.execute(select(folder).where(wanted)).mappings().one())
    numbers, rows = iter(range(FIRST_FOLDER + LEAVES, 2 * LEAVES)), []

    def made(number: int, parent: Mapping[str, Any], name: str) -> dict[str, Any]:
        new = {"id": number, "parent_id": parent["id"], "name": name, "path": f"{parent['path']}{name}/"}
        rows.append({**top, **new})
        return rows[-1]

    leaf = FIRST_FOLDER
    for brand_number in range(BRANDS):
        brand = made(next(numbers), top, f"brand{brand_number:02}")
        for season_number in range(SEASONS):
            season = made(next(numbers), brand, f"season{season_number:02}")
            for line in range(LINES):
                made(leaf, season, f"line{line:02}")
                leaf += 1
    tx.execute(insert(folder), rows)


def _assets(tx: Connection, company_id: int) -> None:
    """One in ten is an archive, which has no catalog id."""
    source = tx.execute(select(asset).where(asset.c.company_id == company_id, asset.c.type == "Image")).mappings()
    one = dict(source.first() or {})
    archive = _n % ARCHIVES == 0
    name = _first.c.word + literal("-") + _second.c.word + literal("-") + _padded
    own: dict[str, Any] = {
        "id": _n + FIRST_ID,
        "folder_id": _n * MIXING % LEAVES + FIRST_FOLDER,
        "type": case((archive, literal("Zip")), else_=literal("Image")),
        "name": name,
        "file_name": name + case((archive, literal(".zip")), else_=literal(".jpg")),
        "catalog_id": case((archive, None), else_=name),
        "file_size_bytes": (_n + 1) * 104_729 % 5_000_011,
        "created_ms": literal(FIRST_MS, BigInteger) + _n * MIXING % 1_000_003 * 1_000,
        "modified_ms": literal(FIRST_MS + 10**10, BigInteger) + _n * 6_101 % 1_000_003 * 1_000,
    }
    joined = _number.join(_first, _first.c.place == _n % len(WORDS))
    joined = joined.join(_second, _second.c.place == _n // len(WORDS) % len(WORDS))
    _copies(tx, asset, one, own, select().select_from(joined).order_by(_n))
    for table, kept in ((image_detail, ~archive), (publish_state, ~archive)):
        for row in tx.execute(select(table).where(table.c.asset_id == one["id"])).mappings().all():
            _copies(tx, table, dict(row), {"asset_id": _n + FIRST_ID}, select().where(kept).order_by(_n))
    digest = tx.execute(select(image_detail.c.original_digest).limit(1)).scalar_one()
    packed = {"stem": "archive", "suffix": "zip", "original_digest": digest}
    _copies(tx, file_detail, packed, {"asset_id": _n + FIRST_ID}, select().where(archive).order_by(_n))


def _values(tx: Connection, fields: Mapping[str, int]) -> None:
    number = _n * MIXING % 1_000_003
    texts = {
        "Article": literal("A") + _padded,
        "Color": _word_of(_n % 20),
        "Season": _word_of(number % 40),
    }
    for name, value in texts.items():
        _keep(tx, fields[name], {"text": value, "head": value})
    price, stock = cast(number, BigInteger) / literal(100.0), number % 1_000
    for name, column, number_value in (("Price", "number", price), ("Stock", "whole", stock)):
        value = cast(number_value, String)
        _keep(tx, fields[name], {"text": value, "head": value, column: number_value})


def _word_of(place: Any) -> Any:
    return select(_word.c.word).where(_word.c.place == place).scalar_subquery()


def _keep(tx: Connection, field_id: int, columns: Mapping[str, Any]) -> None:
    own = {"asset_id": _n + FIRST_ID, "field_id": literal(field_id), **columns}
    _copies(tx, metadata_value, {}, own, select().select_from(_number).order_by(_n))


def _keywords(tx: Connection, company_id: int) -> None:
    """One of five thousand for each asset, and one that every fourth has."""
    rare = literal("word") + cast(_n % 5_000, String)
    fixed = {"name": "dc.subject", "company_id": company_id}
    for place, value, some in ((1, rare, _n >= 0), (2, literal("common"), _n % 4 == 0)):
        own = {"asset_id": _n + FIRST_ID, "place": literal(place), "text": value, "head": value}
        _copies(tx, xmp_property, fixed, own, select().where(some).order_by(_n))


def _copies(tx: Connection, table: Table, row: Mapping[str, Any], own: Mapping[str, Any], source: Any) -> None:
    """Rows like one, but for the columns that follow the number."""
    columns = {name: literal(value, table.c[name].type) for name, value in row.items() if value is not None}
    columns |= own
    tx.execute(insert(table).from_select(list(columns), source.add_columns(*columns.values())))
