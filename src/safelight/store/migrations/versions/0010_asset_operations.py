"""Asset operations.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
