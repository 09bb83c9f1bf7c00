"""The pages of coordination, split by noun."""
