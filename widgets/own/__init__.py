"""Dialogs of what people keep for later: templates, lanes and cards of their own."""
