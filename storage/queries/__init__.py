"""Questions asked of the tables, named as questions; one module per topic."""
