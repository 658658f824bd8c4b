"""Pages as pictures: of PDF, and of PostScript where Ghostscript is installed.

Ghostscript is a program of its own, never a library of ours. It runs as a child of the decoder, under the same limits,
without leave to touch files besides those it is told of.
"""

import ctypes
import math
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import pyvips

from safelight.domain.documents import Rasterising
from safelight.domain.faults import BrokenFile, DecoderFailed, Fault, ToolMissing
from safelight.domain.images import Limits
from safelight.imaging import limits

Told = TypeVar("Told")

MOST_PAGES: Final = 2_000
POINTS_PER_INCH: Final = 72.0
MM_PER_INCH: Final = 25.4

_DIE_WITH_PARENT: Final = 1
_GHOSTSCRIPT: Final = "gs"
_PROGRAMS: Final = "/usr/local/bin:/usr/bin:/bin"
_SAFELY: Final = ("-dSAFER", "-dBATCH", "-dNOPAUSE", "-dEPSCrop", "-q")
_SMOOTH: Final = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
_SHARE_OF_TIME: Final = 0.9
"""Of what one file may take, for Ghostscript alone."""

_LAST_LINE: Final = 200


def pages(path: Path, workdir: Path, bounds: Limits, wanted: Rasterising) -> list[Path]:
    """A picture of each page, in their order.

    raises: BrokenFile; ImageTooLarge for a page of too many pixels; ToolMissing
    """
    draw = _of_pdf if _is_pdf(path) else _of_postscript
    return list(draw(path, workdir, bounds, wanted))


def _of_pdf(path: Path, workdir: Path, bounds: Limits, wanted: Rasterising) -> Iterator[Path]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise BrokenFile("PDF", f"it has {count} pages, and 1 to {MOST_PAGES} are taken")
        for number in range(1 if wanted.first_only else count):
            target = workdir / f"page-{number + 1}.tif"
            _save(_drawn(document[number], bounds, wanted), target, wanted)
            yield target
    except Fault:
        raise
    except (pypdfium2.PdfiumError, pyvips.Error, ValueError) as error:
        raise BrokenFile("PDF", str(error).splitlines()[0][:_LAST_LINE] or "it cannot be read") from None


def _drawn(page: Any, bounds: Limits, wanted: Rasterising) -> Any:
    """RGB, with alpha where that is wanted. Raises ImageTooLarge before anything is drawn."""
    width, height = page.get_size()
    scale = wanted.resolution_dpi / POINTS_PER_INCH
    limits.check_pixels(math.ceil(width * scale), math.ceil(height * scale), bounds)
    fill = (255, 255, 255, 0 if wanted.alpha else 255)
    image = page.render(scale=scale, fill_color=fill, maybe_alpha=wanted.alpha, rev_byteorder=True)
    bands = {"RGBA": 4, "RGB": 3, "RGBX": 4, "L": 1}[image.mode]
    packed = bytes(image.buffer)
    drawn = pyvips.Image.new_from_memory(packed, image.stride // bands, image.height, bands, "uchar")
    drawn = drawn.crop(0, 0, image.width, image.height)
    if image.mode == "RGBX":
        drawn = drawn.extract_band(0, n=3)
    return drawn.copy(interpretation="b-w" if bands == 1 else "srgb")


def _of_postscript(path: Path, workdir: Path, bounds: Limits, wanted: Rasterising) -> Iterator[Path]:
    """How large a page is, a program alone knows: its file, time and memory are bounded, its pixels counted after."""
    program = _ghostscript()
    last = 1 if wanted.first_only else MOST_PAGES
    how = (f"-sDEVICE={'pngalpha' if wanted.alpha else 'png16m'}", f"-r{wanted.resolution_dpi:g}", f"-dLastPage={last}")
    _run([program, *_SAFELY, *_SMOOTH, *how, f"-sOutputFile={workdir / 'gs-%d.png'}", str(path)], bounds)
    drawn = sorted(workdir.glob("gs-*.png"), key=lambda page: int(page.stem[3:]))
    if not drawn:
        raise BrokenFile("PostScript", "it draws no page")
    for number, page in enumerate(drawn, start=1):
        target, image = workdir / f"page-{number}.tif", pyvips.Image.new_from_file(str(page))
        limits.check_pixels(image.width, image.height, bounds)
        _save(image, target, wanted)
        page.unlink()
        yield target


def as_pdf(path: Path, workdir: Path, bounds: Limits) -> Path:
    """A document as a PDF of as many pages of the same size. Raises BrokenFile, DecoderFailed, ToolMissing."""
    if _is_pdf(path):
        return path
    made = workdir / "written.pdf"
    how = ("-sDEVICE=pdfwrite", f"-dLastPage={MOST_PAGES}", f"-sOutputFile={made}")
    _run([_ghostscript(), *_SAFELY, *how, str(path)], bounds)
    return made


def of_pages(
    path: Path, workdir: Path, bounds: Limits, wanted: Rasterising, told: Callable[[Any, Any, float], Iterable[Told]]
) -> list[list[Told]]:
    """What is told of each page that is drawn as wanted.

    told:   of the document, a page of it, and how many pixels a point is
    raises: as `as_pdf`
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(as_pdf(path, workdir, bounds))
        count = min(1 if wanted.first_only else MOST_PAGES, len(document))
        scale = wanted.resolution_dpi / POINTS_PER_INCH
        return [list(told(document, document[number], scale)) for number in range(count)]
    except pypdfium2.PdfiumError as error:
        raise BrokenFile("PDF", str(error)) from None


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _ghostscript() -> str:
    program = shutil.which(_GHOSTSCRIPT, path=_PROGRAMS)
    if program is None:
        raise ToolMissing("Ghostscript", "rasterising PostScript")
    return program


def _run(command: list[str], bounds: Limits) -> None:
    """Raises BrokenFile where Ghostscript failed, DecoderFailed where it took too long."""
    seconds = bounds.timeout_s * _SHARE_OF_TIME

    def confined() -> None:
        """Linux ends the program when the decoder is killed."""
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bounds.max_bytes, bounds.max_bytes))

    try:
        done = subprocess.run(  # noqa: S603 - arguments are ours, and no shell reads them
            command,
            capture_output=True,
            timeout=seconds,
            preexec_fn=confined,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DecoderFailed("PostScript", f"took longer than {seconds:g} s") from None
    if done.returncode != 0:
        told = (done.stderr + done.stdout).decode("utf-8", "replace").splitlines()
        lines = [line for line in told if line.startswith("Error:")]
        raise BrokenFile("PostScript", lines[0][:_LAST_LINE] if lines else "it cannot be drawn")


def _save(image: Any, target: Path, wanted: Rasterising) -> None:
    """A TIFF in the colours wanted, which says how large the page was."""
    if wanted.colour_mode == "Gray":
        image = image.colourspace("b-w")
    elif wanted.colour_mode == "Cmyk":
        image = image.colourspace("cmyk")
    per_mm = wanted.resolution_dpi / MM_PER_INCH
    image.copy(xres=per_mm, yres=per_mm).tiffsave(str(target), compression="deflate", resunit="inch")
