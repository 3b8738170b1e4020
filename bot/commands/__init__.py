"""What `alongside` does besides running: checks, imports, matching a file."""
