"""Know who is in each channel, and who is not one of us"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = '0002'
down_revision: str | Sequence[str] | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('outsider',
    sa.Column('workspace_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mark', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'mark', name=op.f('pk_outsider'))
    )
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('in_channel', sa.Boolean(), nullable=False, server_default=sa.false()))
    # whoever was invited by then was taken to be in it
    op.execute(
        "UPDATE member SET in_channel = true WHERE mentorship_id IN"
        " (SELECT id FROM mentorship WHERE channel_id IS NOT NULL)"
    )
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.alter_column('in_channel', server_default=None)



def downgrade() -> None:
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_column('in_channel')

    op.drop_table('outsider')
