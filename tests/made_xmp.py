"""XMP packets, in files as programs write them and as callers send them."""

import base64
import gzip
import struct
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image, PngImagePlugin, TiffImagePlugin

from made_files import pdf, photoshop

HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:acme="http://acme.example/ns/"'
)


def packet(tool="Tool 1.0", keywords=(), inner=""):
    """A packet that names the program as an attribute and the keywords as a list."""
    bag = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in keywords)
    subject = f"<dc:subject><rdf:Bag>{bag}</rdf:Bag></dc:subject>" if bag else ""
    return (
        f'{HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {SPACES} xmp:CreatorTool="{escape(tool)}">{subject}{inner}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def picture():
    return Image.new("RGB", (8, 8), "red")


def jpeg(path: Path, xmp: bytes) -> None:
    picture().save(path, "JPEG")
    segment = b"http://ns.adobe.com/xap/1.0/\x00" + xmp
    whole = path.read_bytes()
    path.write_bytes(whole[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + whole[2:])


def png(path: Path, xmp: bytes) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
    picture().save(path, "PNG", pnginfo=texts)


def png_compressed(path: Path, xmp: bytes) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
    picture().save(path, "PNG", pnginfo=texts)


def tiff(path: Path, xmp: bytes) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[700] = xmp
    tags.tagtype[700] = 1
    picture().save(path, "TIFF", tiffinfo=tags)


def webp(path: Path, xmp: bytes) -> None:
    picture().save(path, "WEBP", xmp=xmp)


def psd(path: Path, xmp: bytes) -> None:
    whole, end = photoshop({}), 34
    size = struct.unpack(">I", whole[30:34])[0]
    block = b"8BIM" + struct.pack(">HHI", 1060, 0, len(xmp)) + xmp + bytes(len(xmp) % 2)
    path.write_bytes(
        whole[:30] + struct.pack(">I", size + len(block)) + whole[end : end + size] + block + whole[end + size :]
    )


def document(path: Path, xmp: bytes) -> None:
    """A PDF with an older packet before the one that counts."""
    whole = pdf((100, 50))
    path.write_bytes(whole + b"%" + packet("Older") + b"\n%" + xmp + b"\n%%EOF\n")


WRITERS = {
    "a.jpg": jpeg,
    "b.png": png,
    "c.png": png_compressed,
    "d.tif": tiff,
    "e.webp": webp,
    "f.psd": psd,
    "g.pdf": document,
}


def sent(xmp: bytes, way=lambda data: gzip.compress(zlib.compress(data), mtime=0)) -> str:
    return base64.b64encode(way(xmp)).decode()


def received(text: str) -> bytes:
    """As the sample of the reference is packed."""
    return zlib.decompress(gzip.decompress(base64.b64decode(text)))
