"""How the demo's owner looks at a round's pairs that share no words: each, in the preview before her."""

from itertools import pairwise

from handlers.views import matchmaking, wording
from sandbox.actor import Actor


async def look_at_each(owner: Actor) -> int:
    """Approve what [Approve all] has left, pair by pair. Returns how many they were."""
    looked = 0
    while owner.view is not None and matchmaking.PUBLISH not in str(owner.view):
        undecided = [
            pair
            for pair, state in pairwise(owner.view["blocks"])
            if pair.get("accessory", {}).get("action_id") == matchmaking.DECIDE
            and wording.PREVIEW_STATES["proposed"] in str(state)
        ]
        if not undecided:
            await owner.click(matchmaking.LATER, in_view=True)
            continue
        approve = undecided[0]["accessory"]["options"][0]["value"]
        block_id = undecided[0]["block_id"]
        await owner.click(matchmaking.DECIDE, in_view=True, block_id=block_id, select=approve)
        looked += 1
    return looked
