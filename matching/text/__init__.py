"""People's own words as numbers."""
