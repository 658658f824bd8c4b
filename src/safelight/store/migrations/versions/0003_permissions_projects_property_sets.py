"""Permissions projects property sets.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
