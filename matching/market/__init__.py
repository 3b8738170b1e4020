"""Who gets whom: a greedy, capacity-aware assigner with prices."""
