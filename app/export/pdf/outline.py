"""How a PDF of several pages is found one's way in: bookmarks, and pages called by their names."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from model.printing.pages import PrintPage
from model.values import clean_line


def set_outline(pdf: Pdf, pages: Sequence[PrintPage]) -> None:
    """Give ``pdf`` a bookmark for each page with a title, and pages their names.

    A PDF of one page gets neither. Bookmarks are shown when the file is opened.
    """
    if len(pages) < 2:
        return
    _set_page_labels(pdf, pages)
    titles = [(number, clean_line(page.title)) for number, page in enumerate(pages)]
    if not any(title for _, title in titles):
        return
    with pdf.open_outline() as outline:
        outline.root.extend(OutlineItem(title, number) for number, title in titles if title)
    pdf.Root.PageMode = Name("/UseOutlines")


def _set_page_labels(pdf: Pdf, pages: Sequence[PrintPage]) -> None:
    labels = Array()
    for number, page in enumerate(pages):
        labels.append(number)
        labels.append(Dictionary(P=String(clean_line(page.name))))
    pdf.Root.PageLabels = Dictionary(Nums=labels)
