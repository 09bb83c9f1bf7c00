"""Measuring: ``python -m tools.bench`` (``make bench``) takes every measure and writes docs/bench.md.

A measure is a module with ``TITLE``, ``HOW`` (one sentence on what is done) and ``measure() -> list[Figure]``. It runs in
a process of its own with an empty home, so that no measure warms another's caches. Nothing here asserts anything: the
targets stand beside the figures for a person to read.
"""
