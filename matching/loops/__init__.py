"""What numba compiles: plain loops over arrays."""
