"""People and groups.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
