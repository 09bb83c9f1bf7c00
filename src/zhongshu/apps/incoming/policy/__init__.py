"""Rules of incoming papers, pure: the five tests, what a proposal must say, when to remind."""
