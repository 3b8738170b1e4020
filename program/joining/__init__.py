"""How somebody comes into a program, is away from it, and leaves it."""
