"""Exports: the sheet on paper."""
