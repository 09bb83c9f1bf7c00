"""The pages of incoming papers, one module a noun."""
