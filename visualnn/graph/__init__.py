"""The network a person draws, as a value: no Qt, no numba."""
