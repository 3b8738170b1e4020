"""People and data as such: who works here, what is kept of them, and for how long."""
