"""Zhongshu (中枢): the working system of a Party or government office."""

__version__ = "0.1.0"
