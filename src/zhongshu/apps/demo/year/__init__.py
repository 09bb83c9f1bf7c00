"""A simulated year of a county office, lived day by day through the actions its pages call: ``zhongshu simulate``.

Nothing of the simulation is kept in memory from one day to the next. A day asks the database what lies on whose desk, and
people deal with it; so a run that was cut off goes on where it stopped, and whatever the software does by itself (stand-ins,
handovers, the ladder) simply happens.
"""
