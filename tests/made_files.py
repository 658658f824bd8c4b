"""Files of the kinds that are no pictures, made on the spot, each with something to be read of it."""

import io
import struct
import tarfile
import zipfile
from collections.abc import Mapping


def font(
    family: str = "Sample Sans", postscript: str = "SampleSans-Bold", *, bold: bool = True, magic: int = 0x10000
) -> bytes:
    """A font of two tables, `head` and `name`: enough to know it by."""
    names = [(1, family), (2, "Bold" if bold else "Regular"), (4, f"{family} Bold"), (6, postscript)]
    texts = [text.encode("utf-16-be") for _, text in names]
    rows, at = b"", 0
    for (number, _), text in zip(names, texts, strict=True):
        rows += struct.pack(">6H", 3, 1, 0x409, number, len(text), at)
        at += len(text)
    name = struct.pack(">3H", 0, len(names), 6 + len(rows)) + rows + b"".join(texts)
    head = bytes(44) + struct.pack(">H", int(bold)) + bytes(8)
    start = 12 + 2 * 16
    directory = struct.pack(">4sIII", b"head", 0, start, len(head))
    directory += struct.pack(">4sIII", b"name", 0, start + len(head), len(name))
    return struct.pack(">IHHHH", magic, 2, 0, 0, 0) + directory + head + name


def collection() -> bytes:
    """A collection of one font, whose tables are placed from the beginning of the file."""
    one, shift = bytearray(font()), 16
    for row in range(2):
        at = 12 + 16 * row + 8
        one[at : at + 4] = struct.pack(">I", struct.unpack_from(">I", one, at)[0] + shift)
    return b"ttcf" + struct.pack(">III", 0x10000, 1, shift) + bytes(one)


AFM = (
    b"StartFontMetrics 4.1\nFontName Sample-Oblique\nFullName Sample Oblique\nFamilyName Sample\n"
    b"Weight Medium\nItalicAngle -12\n"
)
PFA = (
    b"%!PS-AdobeFont-1.0: Sample\n/FontInfo 9 dict dup begin\n/FullName (Sample Black) readonly def\n"
    b"/FamilyName (Sample) readonly def\n/Weight (Bold) readonly def\n/ItalicAngle 0 def\nend\n"
    b"/FontName /Sample-Bold def\n"
)
PFB = b"\x80\x01" + struct.pack("<I", len(PFA)) + PFA


def profile(class_: bytes = b"mntr", space: bytes = b"RGB ", pcs: bytes = b"XYZ ") -> bytes:
    """The header of an ICC profile and an empty tag table."""
    header = bytearray(128)
    header[:4] = struct.pack(">I", 132)
    header[12:24] = class_ + space + pcs
    header[36:40] = b"acsp"
    return bytes(header) + bytes(4)


def zipped(files: Mapping[str, bytes], *, moment: tuple[int, ...] = (2007, 5, 9, 15, 41, 52)) -> bytes:
    """A ZIP, deflated; names that end with a slash are folders."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return made.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 86_400
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def pdf(*sizes: tuple[int, int]) -> bytes:
    """A PDF of blank pages with a red lower half, each as large as said, points."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for width, height in sizes:
        drawn = f"1 0 0 rg 0 0 {width} {height // 2} re f".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        place = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R >>" % (width, height, place)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + trailer


def written_pdf(*pages: str, annotations: str = "") -> bytes:
    """A PDF of pages of 200 x 100 points; each the operators that draw its text, in Helvetica of 12 points.

    annotations: of every page
    """
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, drawn in enumerate(pages):
        shown = f"/MediaBox [0 0 200 100] /Contents {5 + 2 * at} 0 R /Resources << /Font << /F 3 0 R >> >>"
        shown += f" /Annots [{annotations}]" if annotations else ""
        objects.append(f"<< /Type /Page /Parent 2 0 R {shown} >>")
        stream = f"BT /F 12 Tf {drawn} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode()


WRITTEN_PDF = written_pdf("20 60 Td (Hello world) Tj")
EPS = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 40 20\n%%HiResBoundingBox: 0 0 40 20\n%%EndComments\n"
    b"1 0 0 setrgbcolor 0 0 40 20 rectfill showpage\n%%EOF\n"
)


def photoshop(layers: Mapping[str, tuple[int, int, int, int]], size: tuple[int, int] = (40, 30)) -> bytes:
    """A Photoshop document, RGB, 8 bits, 144 dots an inch; layers by name: left, top, right, bottom, all of them red.

    What it shows as a whole is blue.
    """
    width, height = size
    records, pixels = b"", b""
    for name, (left, top, right, bottom) in layers.items():
        count = (right - left) * (bottom - top)
        record = struct.pack(">4iH", top, left, bottom, right, 4)
        record += b"".join(struct.pack(">hI", channel, count + 2) for channel in (-1, 0, 1, 2))
        counted = bytes([len(name)]) + name.encode("latin-1")
        counted += bytes(-len(counted) % 4)
        extra = struct.pack(">II", 0, 0) + counted
        records += record + b"8BIMnorm" + bytes([255, 0, 0, 0]) + struct.pack(">I", len(extra)) + extra
        for value in (255, 255, 0, 0):
            pixels += struct.pack(">H", 0) + bytes([value]) * count
    info = struct.pack(">h", len(layers)) + records + pixels
    info += bytes(len(info) % 2)
    layer_section = struct.pack(">I", len(info)) + info + struct.pack(">I", 0)
    resolution = struct.pack(">IHHIHH", 144 << 16, 1, 1, 144 << 16, 1, 1)
    resources = b"8BIM" + struct.pack(">H", 1005) + bytes(2) + struct.pack(">I", len(resolution)) + resolution
    whole = b"".join(bytes([value]) * (width * height) for value in (0, 0, 255))
    return (
        struct.pack(">4sH6xHIIHH", b"8BPS", 1, 3, height, width, 8, 3)
        + struct.pack(">I", 0)
        + struct.pack(">I", len(resources))
        + resources
        + struct.pack(">I", len(layer_section))
        + layer_section
        + struct.pack(">H", 0)
        + whole
    )
