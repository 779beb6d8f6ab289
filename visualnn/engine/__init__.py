"""The engine: a graph becomes a program (data) that one compiled interpreter runs. The only layer that knows numba."""
