"""The first tables.

Why: the main job: people, folders, assets, jobs, publishing.
Old code keeps running: there is none.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", KEY, nullable=False),
        sa.Column("email", LABEL, nullable=False),
        sa.Column("email_key", LABEL, nullable=False),
        sa.Column("first_name", LABEL, nullable=False),
        sa.Column("last_name", LABEL, nullable=False),
        sa.Column("password_hash", LABEL, nullable=False),
        sa.Column("password_expires_ms", sa.BigInteger(), nullable=True),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("ips_admin", sa.Boolean(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("default_role", LABEL, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "blob",
        sa.Column("digest", LABEL, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("condemned_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "company",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("root", LABEL, nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("ims_org_id", LABEL, nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("root"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "slot",
        sa.Column("name", LABEL, nullable=False),
        sa.Column("holder", LABEL, nullable=False),
        sa.Column("heartbeat_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "system_property",
        sa.Column("name", LABEL, nullable=False),
        sa.Column("value", LABEL, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "folder",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("path", LABEL, nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("child_modified_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["folder.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "path", name="folder_path"),
        sqlite_autoincrement=True,
    )
    op.create_index("folder_by_parent", "folder", ["company_id", "parent_id", "path"], unique=False)
    op.create_table(
        "image_format",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("url_modifier", LABEL, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="image_format_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "job_definition",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("element", LABEL, nullable=False),
        sa.Column("options", DOCUMENT, nullable=False),
        sa.Column("locale", LABEL, nullable=False),
        sa.Column("description", LABEL, nullable=False),
        sa.Column("exec_time_ms", sa.BigInteger(), nullable=True),
        sa.Column("exec_schedule", LABEL, nullable=True),
        sa.Column("next_fire_ms", sa.BigInteger(), nullable=False),
        sa.Column("trigger_state", LABEL, nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="job_definition_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("job_definition_by_fire", "job_definition", ["next_fire_ms"], unique=False)
    op.create_table(
        "job_run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("definition_id", sa.BigInteger(), nullable=True),
        sa.Column("key", LABEL, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("original_name", LABEL, nullable=False),
        sa.Column("element", LABEL, nullable=False),
        sa.Column("options", DOCUMENT, nullable=False),
        sa.Column("locale", LABEL, nullable=False),
        sa.Column("description", LABEL, nullable=False),
        sa.Column("state", LABEL, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("stopping", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("trigger_ms", sa.BigInteger(), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=True),
        sa.Column("finished_ms", sa.BigInteger(), nullable=True),
        sa.Column("server_name", LABEL, nullable=False),
        sa.Column("message", LABEL, nullable=False),
        sa.Column("progressed_ms", sa.BigInteger(), nullable=False),
        sa.Column("total_items", sa.Integer(), nullable=False),
        sa.Column("done_items", sa.Integer(), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.Column("client_address", LABEL, nullable=True),
        sa.Column("open_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("parent_run_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(
            ["parent_run_id"],
            ["job_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="job_run_name"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("job_run_by_definition", "job_run", ["definition_id", "state"], unique=False)
    op.create_index("job_run_by_original_name", "job_run", ["company_id", "original_name", "id"], unique=False)
    op.create_index("job_run_by_state", "job_run", ["state", "company_id", "id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", LABEL, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.PrimaryKeyConstraint("company_id", "account_id"),
    )
    op.create_index("membership_by_account", "membership", ["account_id"], unique=False)
    op.create_table(
        "publish_context",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", LABEL, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "type", name="publish_context_type"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "asset",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("folder_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", LABEL, nullable=False),
        sa.Column("sub_type", LABEL, nullable=True),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("file_name", LABEL, nullable=False),
        sa.Column("catalog_id", LABEL, nullable=True),
        sa.Column("trash_state", LABEL, nullable=False),
        sa.Column("file_size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", LABEL, nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("modified_by", LABEL, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(
            ["folder_id"],
            ["folder.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "catalog_id", name="asset_catalog_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("asset_by_created", "asset", ["company_id", "trash_state", "created_ms", "id"], unique=False)
    op.create_index("asset_by_file_name", "asset", ["company_id", "file_name"], unique=False)
    op.create_index("asset_by_folder", "asset", ["folder_id", "trash_state", "name", "id"], unique=False)
    op.create_index("asset_by_modified", "asset", ["company_id", "trash_state", "modified_ms", "id"], unique=False)
    op.create_index("asset_by_name", "asset", ["company_id", "trash_state", "name", "id"], unique=False)
    op.create_index("asset_by_size", "asset", ["company_id", "trash_state", "file_size_bytes", "id"], unique=False)
    op.create_index("asset_by_type", "asset", ["company_id", "trash_state", "type", "id"], unique=False)
    op.create_table(
        "generation",
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("presets", DOCUMENT, nullable=False),
        sa.Column("settings", DOCUMENT, nullable=False),
        sa.Column("stage", LABEL, nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("turned_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["context_id"],
            ["publish_context.id"],
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["job_run.id"],
        ),
        sa.PrimaryKeyConstraint("context_id", "number"),
        sa.UniqueConstraint("run_id", "context_id", name="generation_by_run"),
    )
    op.create_index("generation_by_stage", "generation", ["context_id", "stage", "number"], unique=False)
    op.create_table(
        "job_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target", LABEL, nullable=False),
        sa.Column("source", DOCUMENT, nullable=False),
        sa.Column("blob_digest", LABEL, nullable=True),
        sa.Column("state", LABEL, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("slot", LABEL, nullable=True),
        sa.Column("lease_until_ms", sa.BigInteger(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("asset_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["blob_digest"],
            ["blob.digest"],
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["job_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "position", name="job_item_position"),
        sqlite_autoincrement=True,
    )
    op.create_index("job_item_by_blob", "job_item", ["blob_digest"], unique=False)
    op.create_index("job_item_by_slot", "job_item", ["slot"], unique=False)
    op.create_index("job_item_by_state", "job_item", ["run_id", "state", "position"], unique=False)
    op.create_table(
        "job_log",
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("log_type", LABEL, nullable=False),
        sa.Column("sub_type", LABEL, nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=True),
        sa.Column("file_success", sa.Integer(), nullable=False),
        sa.Column("file_error", sa.Integer(), nullable=False),
        sa.Column("file_warning", sa.Integer(), nullable=False),
        sa.Column("file_duplicate", sa.Integer(), nullable=False),
        sa.Column("file_update", sa.Integer(), nullable=False),
        sa.Column("total_files", sa.Integer(), nullable=False),
        sa.Column("transfer_success", sa.Integer(), nullable=False),
        sa.Column("transfer_error", sa.Integer(), nullable=False),
        sa.Column("transfer_warning", sa.Integer(), nullable=False),
        sa.Column("fatal", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["job_run.id"],
        ),
        sa.PrimaryKeyConstraint("run_id"),
        sqlite_autoincrement=False,
    )
    op.create_index("job_log_by_start", "job_log", ["company_id", "start_ms"], unique=False)
    op.create_table(
        "job_log_detail",
        sa.Column("id", KEY, nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("log_type", LABEL, nullable=False),
        sa.Column("message", LABEL, nullable=False),
        sa.Column("asset_name", LABEL, nullable=True),
        sa.Column("asset_type", LABEL, nullable=True),
        sa.Column("asset_id", sa.BigInteger(), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["job_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "item_id", "log_type", name="job_log_detail_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("job_log_detail_by_asset", "job_log_detail", ["asset_id", "id"], unique=False)
    op.create_index("job_log_detail_by_run", "job_log_detail", ["run_id", "id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", LABEL, nullable=False),
        sa.Column("payload", DOCUMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_ms", sa.BigInteger(), nullable=True),
        sa.Column("error", LABEL, nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["job_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "kind", name="notice_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("notice_by_next_try", "notice", ["next_try_ms"], unique=False)
    op.create_table(
        "publish_head",
        sa.Column("root", LABEL, nullable=False),
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", LABEL, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["context_id"],
            ["publish_context.id"],
        ),
        sa.PrimaryKeyConstraint("root", "context_id"),
    )
    op.create_index("publish_head_by_root", "publish_head", ["root", "type"], unique=False)
    op.create_table(
        "publish_state",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("marked", sa.Boolean(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["context_id"],
            ["publish_context.id"],
        ),
        sa.PrimaryKeyConstraint("asset_id", "context_id"),
    )
    op.create_index("publish_state_by_change", "publish_state", ["context_id", "changed", "asset_id"], unique=False)
    op.create_index("publish_state_by_context", "publish_state", ["context_id", "asset_id"], unique=False)
    op.create_table(
        "published",
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("catalog_id", LABEL, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("record", DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["context_id"],
            ["publish_context.id"],
        ),
        sa.PrimaryKeyConstraint("context_id", "catalog_id", "number"),
    )
    op.create_index("published_by_asset", "published", ["context_id", "asset_id", "number"], unique=False)
    op.create_index("published_by_number", "published", ["context_id", "number", "asset_id"], unique=False)
    op.create_table(
        "byproduct",
        sa.Column("generated_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("originator_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("engine", LABEL, nullable=False),
        sa.ForeignKeyConstraint(
            ["generated_id"],
            ["asset.id"],
        ),
        sa.ForeignKeyConstraint(
            ["originator_id"],
            ["asset.id"],
        ),
        sa.PrimaryKeyConstraint("generated_id"),
    )
    op.create_index("byproduct_by_originator", "byproduct", ["originator_id", "engine"], unique=False)
    op.create_table(
        "company_setting",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("overwrite_mode", LABEL, nullable=False),
        sa.Column("retain_publish_state", sa.Boolean(), nullable=False),
        sa.Column("source_profile_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("display_profile_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("iptc_xslt_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("xmp_xslt_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("disk_space_warning_min_kb", sa.BigInteger(), nullable=False),
        sa.Column("email_trash_cleanup_warning", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(
            ["display_profile_id"],
            ["asset.id"],
        ),
        sa.ForeignKeyConstraint(
            ["iptc_xslt_id"],
            ["asset.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_profile_id"],
            ["asset.id"],
        ),
        sa.ForeignKeyConstraint(
            ["xmp_xslt_id"],
            ["asset.id"],
        ),
        sa.PrimaryKeyConstraint("company_id"),
    )
    op.create_table(
        "image_detail",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stem", LABEL, nullable=False),
        sa.Column("suffix", LABEL, nullable=False),
        sa.Column("original_digest", LABEL, nullable=False),
        sa.Column("pyramid_digest", LABEL, nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bands", sa.Integer(), nullable=False),
        sa.Column("color_space", LABEL, nullable=False),
        sa.Column("has_alpha", sa.Boolean(), nullable=False),
        sa.Column("resolution_dpi", sa.Double(), nullable=False),
        sa.Column("description", LABEL, nullable=False),
        sa.Column("comments", LABEL, nullable=False),
        sa.Column("user_data", LABEL, nullable=False),
        sa.Column("sku", LABEL, nullable=False),
        sa.Column("anchor_x", sa.Integer(), nullable=False),
        sa.Column("anchor_y", sa.Integer(), nullable=False),
        sa.Column("url_modifier", LABEL, nullable=False),
        sa.Column("url_post_modifier", LABEL, nullable=False),
        sa.Column("crop_left", sa.Integer(), nullable=False),
        sa.Column("crop_top", sa.Integer(), nullable=False),
        sa.Column("crop_right", sa.Integer(), nullable=False),
        sa.Column("crop_bottom", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
        ),
        sa.ForeignKeyConstraint(
            ["original_digest"],
            ["blob.digest"],
        ),
        sa.ForeignKeyConstraint(
            ["pyramid_digest"],
            ["blob.digest"],
        ),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_index("image_detail_by_original", "image_detail", ["original_digest"], unique=False)
    op.create_index("image_detail_by_pyramid", "image_detail", ["pyramid_digest"], unique=False)
