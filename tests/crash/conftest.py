"""What is drawn where chance is to find something: `make soak` draws anew each time, and for longer."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "soak",
    max_examples=300,
    stateful_step_count=40,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
