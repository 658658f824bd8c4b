"""Asset details.

Why: nothing yet.
Old code keeps running: yes (adds only).
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
