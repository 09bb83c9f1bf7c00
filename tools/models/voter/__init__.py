"""A small transformer as a further voice of the reranker: its texts, its training, its export."""
