"""What became of each record: what of it took part, what did not and why, and what is wrong with it."""
