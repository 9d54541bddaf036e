"""The ways in: each turns what it is given into reports, or says what is wrong with it."""
