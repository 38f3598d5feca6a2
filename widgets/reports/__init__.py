"""The reports window: what a map adds up to, as tables one sorts, narrows down and edits."""
