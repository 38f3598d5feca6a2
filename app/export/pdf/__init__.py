"""The PDF: the only place that knows reportlab and pikepdf."""

from app.export.pdf.document import Metadata, Written, export_pdf, write_pdf

__all__ = ["Metadata", "Written", "export_pdf", "write_pdf"]
