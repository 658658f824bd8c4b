"""Sets templates annotations.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
