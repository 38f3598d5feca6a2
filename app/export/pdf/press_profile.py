"""The profile of a print shop's press: a file of the user's, read with bounds and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import ImageCms

from model.file.disk import read_bounded, shown_name
from model.problems import FileProblem, PrintProblem

_MOST_BYTES = 16 * 1024 * 1024  # the largest in use have some 3 MB
_LEAST_BYTES = 132  # the header and the count of tags (ICC.1:2010, 7.2)
# What profiles of the European trade are called that do not name their characterisation.
_CONDITIONS = {
    "iso coated v2": "FOGRA39",
    "isocoated_v2": "FOGRA39",
    "pso coated v3": "FOGRA51",
    "psocoated_v3": "FOGRA51",
    "pso uncoated v3": "FOGRA52",
    "psouncoated_v3": "FOGRA52",
    "pso lwc improved": "FOGRA45",
    "pso_lwc_improved": "FOGRA45",
}


@dataclass(frozen=True, slots=True)
class PressProfile:
    """How a press prints.

    Attributes:
        name: What the profile calls itself.
        data: The ICC profile.
        condition: The characterisation of the ICC's registry it is made for, ``FOGRA39`` for
            example; "" if it names none that we know.
    """

    name: str
    data: bytes
    condition: str


def read_press_profile(path: str) -> PressProfile:
    """Return the profile in the file at ``path``.

    Raises:
        PrintProblem: If there is none, or it is not an output profile for CMYK.
    """
    file = shown_name(Path(path).name)
    try:
        data = read_bounded(path, _MOST_BYTES)
    except FileProblem as problem:
        raise PrintProblem("print.icc_unread", file=file) from problem
    if len(data) < _LEAST_BYTES or data[36:40] != b"acsp":
        raise PrintProblem("print.icc_no_profile", file=file)
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        raise PrintProblem("print.icc_not_cmyk", file=file)
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(data))
        name = ImageCms.getProfileDescription(opened).strip()
        # a profile that promises more than it holds is found out when it is used
        press_transform(opened)
    except (OSError, ImageCms.PyCMSError) as error:
        raise PrintProblem("print.icc_no_profile", file=file) from error
    return PressProfile(name or file, data, _condition(name))


def press_transform(profile: ImageCms.ImageCmsProfile) -> ImageCms.ImageCmsTransform:
    """Return what turns sRGB into the inks of ``profile``.

    Raises:
        ImageCms.PyCMSError: If the profile does not say how.
    """
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        profile,
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _condition(name: str) -> str:
    found = re.search(r"FOGRA\s?(\d\d)", name, re.IGNORECASE)
    if found:
        return f"FOGRA{found[1]}"
    return next((held for known, held in _CONDITIONS.items() if known in name.lower()), "")
