"""The priorities window: matrices to drag in, ranked lists that explain themselves, votes."""
