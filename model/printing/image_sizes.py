"""How large and how fine images are printed, and whether that is fine enough for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from model.evidence import Image
from model.images import channels_of, image_fault
from model.journey import JourneyMap
from model.layout.drawing_order import Layer, drawing_order
from model.layout.marks import ImageMark
from model.layout.sheet import Sheet
from model.printing.laying import enlargement
from model.printing.pages import Printout, PrintPage
from model.printing.settings import PrintSettings
from model.problems import PrintProblem

SOFT_PPI, COARSE_PPI = 100, 72
"""Below these an image looks soft up close, and blurred (reference workshops-and-print.md 5.12)."""
_MM_PER_INCH = 25.4
_COLOURS = 3  # channels of a picture made of light
_MOST_NAMED = 5


def largest_places(
    pages: Iterable[PrintPage], settings: PrintSettings
) -> Mapping[str, tuple[float, float]]:
    """Return (width, height) in mm of the largest place each image is printed in, by hash.

    Of a file that a print shop enlarges again it is the place on the wall.
    """
    enlarged = enlargement(settings)
    largest: dict[str, tuple[float, float]] = {}
    for page_scale, layers in _layers(pages):
        scale = page_scale * enlarged
        for layer in layers:
            for mark in layer.marks:
                if isinstance(mark, ImageMark):
                    width, height = largest.get(mark.sha256, (0.0, 0.0))
                    largest[mark.sha256] = (
                        max(width, mark.width * scale), max(height, mark.height * scale),
                    )  # fmt: skip
    return largest


def printed_ppi(printout: Printout) -> Mapping[str, float]:
    """Return how many pixels an inch each image has at least where it is printed, by hash."""
    images = _images(printout.pages)
    found = {}
    for key, (width, height) in largest_places(printout.pages, printout.settings).items():
        image = images.get(key)
        if image is not None and width > 0 and height > 0:
            # turned photos have their sides swapped: the longer side lies on the longer
            sides = zip(
                sorted((image.width_px, image.height_px)), sorted((width, height)), strict=True
            )
            found[key] = min(pixels * _MM_PER_INCH / length for pixels, length in sides)
    return found


def check_image_sizes(printout: Printout, journey: JourneyMap) -> None:
    """Check that no image of ``journey`` is printed blurred, unless the settings allow it.

    Raises:
        PrintProblem: If one is; it names the places and the ways out.
    """
    if printout.settings.allow_coarse_images:
        return
    coarse = {key: ppi for key, ppi in printed_ppi(printout).items() if ppi < COARSE_PPI}
    if coarse:
        raise PrintProblem(
            "print.images_too_coarse",
            count=len(coarse),
            ppi=int(min(coarse.values())),
            limit=COARSE_PPI,
            places=_places(journey, sorted(coarse, key=lambda key: (coarse[key], key))),
        )


def image_notes(pages: Iterable[PrintPage], settings: PrintSettings) -> Iterator[PrintProblem]:
    """Yield what to tell of the images on ``pages``: photos that a press prints in grey."""
    if settings.profile != "cmyk" or settings.icc_file:
        return
    pages = tuple(pages)
    images = _images(pages)
    colourful = sum(
        1
        for key in largest_places(pages, settings)
        if key in images
        and image_fault(images[key]) is None
        and channels_of(images[key].content) == _COLOURS
    )
    if colourful:
        yield PrintProblem("print.photos_grey", count=colourful)


def _layers(pages: Iterable[PrintPage]) -> Iterator[tuple[float, Iterable[Layer]]]:
    """Yield (scale, layers); a sheet that many pages show at one scale comes once."""
    seen: set[tuple[int, float]] = set()
    for page in pages:
        yield 1.0, page.layers
        for piece in page.pieces:
            key = (id(piece.sheet), piece.scale)
            if piece.sheet.images and key not in seen:
                seen.add(key)
                yield piece.scale, drawing_order(piece.sheet)


def _images(pages: Iterable[PrintPage]) -> Mapping[str, Image]:
    sheets: dict[int, Sheet] = {
        id(piece.sheet): piece.sheet for page in pages for piece in page.pieces
    }
    return {key: image for sheet in sheets.values() for key, image in sheet.images.items()}


def _places(journey: JourneyMap, keys: Iterable[str]) -> str:
    """Return where on the wall the images with these hashes hang, or whose picture they are."""
    steps = {step.id: step.name for step in journey.steps}
    named: dict[str, list[str]] = {}
    for lane in journey.lanes:
        for step_id, items in lane.cells.items():
            for item in items:
                key = getattr(item, "image", None)
                if key:
                    named.setdefault(key, []).append(f"{lane.name} · {steps.get(step_id, step_id)}")
    for persona in journey.personas:
        if persona.image:
            named.setdefault(persona.image, []).append(persona.name)
    for channel in journey.channels:
        if channel.image:
            named.setdefault(channel.image, []).append(channel.name)
    found = dict.fromkeys(place for key in keys for place in named.get(key, ())[:1])
    places = list(found)
    more = " …" if len(places) > _MOST_NAMED else ""
    return ", ".join(places[:_MOST_NAMED]) + more
