"""Edits: pure functions from a map to a map."""
