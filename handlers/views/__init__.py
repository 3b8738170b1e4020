"""Pure: values in, Block Kit out. A form, its ids and its read() live in one file."""
