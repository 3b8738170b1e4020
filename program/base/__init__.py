"""What all of the program stands on: words, times, people, and the way to speak to somebody."""
