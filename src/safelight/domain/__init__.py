"""Values and refusals: what the rest of the house talks about; imports nothing of it."""
