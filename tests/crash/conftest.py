"""What is drawn where chance is to find something: `make soak` draws anew each time, and as often as it is told."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "soak",
    max_examples=int(os.environ.get("ALONGSIDE_SEEDS", "100")),
    stateful_step_count=30,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
