"""Preflight: what a person should know of a print before paper is spent."""

from model.printing.preflight.findings import Finding, Severity
from model.printing.preflight.preflight import preflight

__all__ = ["Finding", "Severity", "preflight"]
