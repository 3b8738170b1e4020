"""A round of matching, from the people in it to what each of them hears."""
