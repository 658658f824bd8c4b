"""Jobs at large.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
