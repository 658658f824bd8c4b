"""Job kinds.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
