"""What Pillow raises for an image that is broken or far too large."""

from __future__ import annotations

import struct
import zlib

from PIL import Image as Pillow

UNREADABLE = (
    OSError,
    SyntaxError,
    LookupError,
    ValueError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    Pillow.DecompressionBombError,
)
