"""What owners run, and what everybody sees of it."""
