"""The life of a pair: opened, welcomed, asked, helped, changed and brought to its end."""
