"""Draw a neural network, train it on the CPU, see inside it."""
