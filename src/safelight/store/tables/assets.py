"""Folders, assets and the blobs that hold their bytes."""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, Table, UniqueConstraint

from safelight.store.tables.columns import key, label, metadata, moment, ref

folder = Table(
    "folder",
    metadata,
    key(),
    ref("company_id", "company.id"),
    ref("parent_id", "folder.id", null=True),
    Column("name", label(), nullable=False),
    Column("path", label(), nullable=False),
    moment("modified_ms"),
    moment("child_modified_ms"),
    ref("own_permission_set_id", "permission_set.id", null=True),
    ref("permission_set_id", "permission_set.id", null=True),
    UniqueConstraint("company_id", "path", name="folder_path"),
    Index("folder_by_parent", "company_id", "parent_id", "path"),
    sqlite_autoincrement=True,
)

asset = Table(
    "asset",
    metadata,
    key(),
    ref("company_id", "company.id"),
    ref("folder_id", "folder.id"),
    Column("type", label(), nullable=False),
    Column("sub_type", label()),
    Column("name", label(), nullable=False),
    Column("file_name", label(), nullable=False),
    Column("catalog_id", label()),
    Column("trash_state", label(), nullable=False),
    Column("file_size_bytes", BigInteger, nullable=False),
    moment("created_ms"),
    Column("created_by", label(), nullable=False),
    moment("modified_ms"),
    Column("modified_by", label(), nullable=False),
    ref("own_permission_set_id", "permission_set.id", null=True),
    UniqueConstraint("company_id", "catalog_id", name="asset_catalog_id"),
    Index("asset_by_name", "company_id", "trash_state", "name", "id", "type"),
    Index("asset_by_modified", "company_id", "trash_state", "modified_ms", "id"),
    Index("asset_by_created", "company_id", "trash_state", "created_ms", "id"),
    Index("asset_by_type", "company_id", "trash_state", "type", "id"),
    Index("asset_by_size", "company_id", "trash_state", "file_size_bytes", "id"),
    Index(
        "asset_by_folder",  # with all that a folder is sorted by or narrowed to, so that no row of an asset is read
        *("folder_id", "trash_state", "name", "id"),
        *("type", "sub_type", "created_ms", "modified_ms", "file_size_bytes"),
    ),
    Index("asset_by_file_name", "company_id", "file_name"),
    sqlite_autoincrement=True,
)

blob = Table(
    "blob",
    metadata,
    Column("digest", label(), primary_key=True),
    Column("size_bytes", BigInteger, nullable=False),
    moment("created_ms"),
    moment("condemned_ms", null=True),
)

image_detail = Table(
    "image_detail",
    metadata,
    ref("asset_id", "asset.id", primary=True),
    Column("stem", label(), nullable=False),
    Column("suffix", label(), nullable=False),
    Column("original_digest", label(), ForeignKey("blob.digest"), nullable=False),
    Column("pyramid_digest", label(), ForeignKey("blob.digest"), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("bands", Integer, nullable=False),
    Column("color_space", label(), nullable=False),
    Column("has_alpha", Boolean, nullable=False),
    Column("resolution_dpi", Double, nullable=False),
    Column("description", label(), nullable=False),
    Column("comments", label(), nullable=False),
    Column("user_data", label(), nullable=False),
    Column("sku", label(), nullable=False),
    Column("anchor_x", Integer, nullable=False),
    Column("anchor_y", Integer, nullable=False),
    Column("url_modifier", label(), nullable=False),
    Column("url_post_modifier", label(), nullable=False),
    Column("crop_left", Integer, nullable=False, default=0),
    Column("crop_top", Integer, nullable=False, default=0),
    Column("crop_right", Integer, nullable=False, default=0),
    Column("crop_bottom", Integer, nullable=False, default=0),
    Index("image_detail_by_original", "original_digest"),
    Index("image_detail_by_pyramid", "pyramid_digest"),
)

byproduct = Table(
    "byproduct",
    metadata,
    ref("generated_id", "asset.id", primary=True),
    ref("originator_id", "asset.id"),
    Column("engine", label(), nullable=False),
    Index("byproduct_by_originator", "originator_id", "engine"),
)
