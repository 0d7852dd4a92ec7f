"""A study of how well the program measures: one person's trials with known spacers, and what many such come to."""
