"""The PDF: the only place that knows reportlab and pikepdf."""

from app.export.pdf.document import Metadata, export_pdf

__all__ = ["Metadata", "export_pdf"]
