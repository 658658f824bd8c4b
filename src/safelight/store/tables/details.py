"""What assets have beyond a name that are kept as the file they came as: fonts, profiles, archives and all the rest."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table

from safelight.store.tables.columns import label, metadata, moment


def _of_asset() -> "Column[int]":
    return Column(
        "asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


file_detail = Table(
    "file_detail",
    metadata,
    _of_asset(),
    Column("stem", label(), nullable=False),
    Column("suffix", label(), nullable=False),
    Column("original_digest", label(), ForeignKey("blob.digest"), nullable=False),
    Index("file_detail_by_original", "original_digest"),
)

font_detail = Table(
    "font_detail",
    metadata,
    _of_asset(),
    Column("font_name", label(), nullable=False),
    Column("postscript_name", label(), nullable=False),
    Column("rtf_name", label(), nullable=False),
    Column("font_family", label(), nullable=False),
    Column("style", label(), nullable=False),
    Column("type_name", label(), nullable=False),
    Column("type", label(), nullable=False),
)

icc_detail = Table(
    "icc_detail",
    metadata,
    _of_asset(),
    Column("profile_class", label(), nullable=False),
    Column("color_space", label(), nullable=False),
    Column("pcs_type", label(), nullable=False),
)

zip_entry = Table(
    "zip_entry",
    metadata,
    _of_asset(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", label(), nullable=False),
    Column("is_directory", Boolean, nullable=False),
    moment("modified_ms"),
    Column("compressed_bytes", BigInteger, nullable=False),
    Column("uncompressed_bytes", BigInteger, nullable=False),
)
