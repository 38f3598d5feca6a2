"""The fonts, opened once for all layout tests."""

import pytest

from model.layout.engine import Layout
from model.text.fonts import FontBook


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    return FontBook.bundled()


@pytest.fixture
def layout(fonts: FontBook) -> Layout:
    return Layout(fonts)
