"""How the process is watched: health, metrics and logs."""
