"""Installed fonts for Chinese, Japanese and Korean, which are too large to bundle."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

MAX_FILES = 20_000  # a font folder with more is not one

# File names, best first, in lower case: (regular, bold or None). Only the first face of a
# collection is used: it is the only one Qt opens by path.
KNOWN: tuple[tuple[str, str | None], ...] = (
    ("notosanscjk-regular.ttc", "notosanscjk-bold.ttc"),
    ("notosanscjkjp-regular.otf", "notosanscjkjp-bold.otf"),
    ("notosanscjksc-regular.otf", "notosanscjksc-bold.otf"),
    ("notosansjp-regular.otf", "notosansjp-bold.otf"),
    ("notosanssc-regular.otf", "notosanssc-bold.otf"),
    ("notosanskr-regular.otf", "notosanskr-bold.otf"),
    ("sourcehansans-regular.ttc", "sourcehansans-bold.ttc"),
    ("sourcehansanssc-regular.otf", "sourcehansanssc-bold.otf"),
    ("sourcehansans-regular.otf", "sourcehansans-bold.otf"),
    ("msyh.ttc", "msyhbd.ttc"),  # Microsoft YaHei
    ("yugothr.ttc", "yugothb.ttc"),
    ("yugothm.ttc", None),
    ("meiryo.ttc", "meiryob.ttc"),
    ("malgun.ttf", "malgunbd.ttf"),
    ("msjh.ttc", "msjhbd.ttc"),
    ("simsun.ttc", None),
    ("pingfang.ttc", None),
    ("hiragino sans gb.ttc", None),
    ("ヒラギノ角ゴシック w3.ttc", "ヒラギノ角ゴシック w6.ttc"),
    ("stheiti light.ttc", "stheiti medium.ttc"),
    ("applesdgothicneo.ttc", None),
    ("arial unicode.ttf", None),
    ("wqy-microhei.ttc", None),
    ("wqy-zenhei.ttc", None),
    ("droidsansfallbackfull.ttf", None),
    ("droidsansfallback.ttf", None),
    ("ipag.ttf", None),
    ("nanumgothic.ttf", "nanumgothicbold.ttf"),
    ("undotum.ttf", None),
)


@dataclass(frozen=True, slots=True)
class InstalledFont:
    """A font file found on this computer and the key it has in the `FontBook`."""

    key: str
    path: Path
    is_bold: bool


def find_cjk_fonts(folders: tuple[Path, ...] | None = None) -> tuple[InstalledFont, ...]:
    """Return the known CJK fonts in ``folders`` (None: the system's) that can be embedded.

    Looks at file names only and opens no more than the known files. Runs no program.
    """
    ranks = _ranks()
    found: dict[int, Path] = {}
    for path in _font_files(_system_folders() if folders is None else folders):
        rank = ranks.get(path.name.lower())
        if rank is not None and rank not in found:
            found[rank] = path
    usable = [(rank, found[rank]) for rank in sorted(found) if can_embed(found[rank])]
    return tuple(
        InstalledFont("cjk" if number == 1 else f"cjk-{number}", path, is_bold=rank % 2 == 1)
        for number, (rank, path) in enumerate(usable, start=1)
    )


def can_embed(path: Path) -> bool:
    """Tell whether a font has outlines a PDF can hold and its maker permits embedding.

    Variable fonts are left out: Qt and the PDF could disagree on the instance.
    """
    try:
        face = hb.Face(hb.Blob.from_file_path(path), 0)
    except OSError:
        return False
    tables = set(face.table_tags)
    if not tables & {"glyf", "CFF "} or "fvar" in tables or "OS/2" not in tables:
        return False
    style = face.reference_table("OS/2").data
    permission = int.from_bytes(style[8:10], "big")
    return permission & 0x000F != 0x0002  # OpenType OS/2 fsType: 2 is "restricted licence"


def _ranks() -> dict[str, int]:
    """Return the place of each known file name in the chain: even for regular, odd for bold."""
    ranks = {}
    for number, names in enumerate(KNOWN):
        for is_bold, name in enumerate(names):
            if name:
                ranks[name] = 2 * number + is_bold
    return ranks


def _font_files(folders: tuple[Path, ...]) -> Iterator[Path]:
    seen = 0
    for folder in folders:
        for place, inside, names in os.walk(folder):
            inside.sort()
            for name in sorted(names):
                seen += 1
                if seen > MAX_FILES:
                    return
                yield Path(place) / name


def _system_folders() -> tuple[Path, ...]:
    """Return where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        own = (Path(local) / "Microsoft/Windows/Fonts",) if local else ()
        return (windows, *own)
    if sys.platform == "darwin":
        system = Path("/System/Library/Fonts")
        return (system, system / "Supplemental", Path("/Library/Fonts"), home / "Library/Fonts")
    data = os.environ.get("XDG_DATA_HOME")
    own_data = Path(data) if data else home / ".local/share"
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        own_data / "fonts",
        home / ".fonts",
    )
