"""How fast it is: the engine beside PyTorch and scikit-learn, the floor it cannot get below, and how it starts.

To add a work, add an entry to ``works.WORKS``: the rest follows from its graph.
"""
