"""Who may be paired with whom, and how well that would fit."""
