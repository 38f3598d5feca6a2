"""The PDF: the only place that knows reportlab and pikepdf."""
