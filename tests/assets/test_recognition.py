"""Which asset type a file is, by its bytes and its name."""

import pytest

import made_files
from safelight.assets.recognition import type_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PDF = b"%PDF-1.4\n"
PS = b"%!PS-Adobe-3.0\n"
XML = b'<?xml version="1.0"?>\n'
TIFF = b"II*\x00"


def media(brand):
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(20)


@pytest.mark.parametrize(
    ("head", "extension", "type_"),
    [
        (b"\xff\xd8\xff\xe0", "jpg", "Image"),
        (b"\xff\xd8\xff\xe0", "pdf", "Image"),
        (made_files.photoshop({}), "psd", "PsdTemplate"),
        (PDF, "pdf", "Pdf"),
        (PDF, "ai", "Illustrator"),
        (PS, "ps", "PostScript"),
        (PS, "AI", "Illustrator"),
        (b"\xc5\xd0\xd3\xc6" + bytes(26), "eps", "PostScript"),
        (made_files.font(), "ttf", "Font"),
        (made_files.font(magic=0x4F54544F), "otf", "Font"),
        (made_files.collection(), "ttc", "Font"),
        (made_files.PFB, "pfb", "Font"),
        (made_files.PFA, "pfa", "Font"),
        (made_files.AFM, "afm", "Font"),
        (b"\x00\x01\xb0\x00\x00\x00", "pfm", "Font"),
        (made_files.profile(), "icc", "IccProfile"),
        (made_files.zipped({"a": b"b"}), "zip", "Zip"),
        (made_files.zipped({}), "zip", "Zip"),
        (made_files.tarred({"a": b"b"}), "tar", "Zip"),
        (made_files.zipped({"a": b"b"}), "docx", "Word"),
        (made_files.zipped({"a": b"b"}), "xlsx", "Excel"),
        (made_files.zipped({"a": b"b"}), "pptx", "PowerPoint"),
        (made_files.zipped({"a": b"b"}), "swc", "Swc"),
        (OLE, "doc", "Word"),
        (OLE, "xls", "Excel"),
        (OLE, "ppt", "PowerPoint"),
        (b"{\\rtf1", "rtf", "Rtf"),
        (b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5", "indd", "InDesign"),
        (b"CWS\x0a", "swf", "Flash"),
        (media(b"isom"), "mp4", "Video"),
        (media(b"M4A "), "m4a", "Audio"),
        (media(b"qt  "), "mov", "MasterVideo"),
        (b"RIFF\0\0\0\0AVI LIST", "avi", "MasterVideo"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav", "Audio"),
        (b"\x1a\x45\xdf\xa3", "webm", "MasterVideo"),
        (b"FLV\x01\x05", "flv", "Video"),
        (b"ID3\x03", "mp3", "Audio"),
        (b"\xff\xfb\x90\x44", "mp3", "Audio"),
        (b"WEBVTT\n", "vtt", "VideoCaption"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "srt", "VideoCaption"),
        (XML + b"<tt xmlns='http://www.w3.org/ns/ttml'/>", "dfxp", "VideoCaption"),
        (XML + b"<a/>", "xml", "Xml"),
        (b"\xef\xbb\xbf" + XML + b"<a/>", "xml", "Xml"),
        (b"<a/>", "xml", "Xml"),
        (XML + b"<!-- <svg> --><s:svg xmlns:s='http://www.w3.org/2000/svg'/>", "svg", "Svg"),
        (b"<svg/>", "svg", "Svg"),
        (XML + b"<xsl:stylesheet version='1.0'/>", "xsl", "Xsl"),
        (XML + b"<Graphic version='1.0'/>", "fxg", "Fxg"),
        (b"p { color: red }", "css", "Css"),
        (b"let a = 1;", "js", "Javascript"),
        (b"\x01\x02\x03", "vnt", "Vignette"),
        (b"\x01\x02\x03", "vnc", "Cabinet"),
        (b"\x01\x02\x03", "vnw", "WindowCovering"),
        (b"\x00\x01\x00\x02", "aco", "Aco"),
        (b"<< /A 1 >>", "joboptions", "PDFSettings"),
        (TIFF, "vnt", "Image"),
    ],
)
def test_a_file_is_told_by_its_bytes_and_where_they_do_not_tell_by_its_name(head, extension, type_):
    assert type_of(head, extension) == type_


@pytest.mark.parametrize(
    ("head", "extension"),
    [
        (b"words", "txt"),
        (b"words", "png"),
        (b"words", "zip"),
        (b"words", "ttf"),
        (b"p { \x00 }", "css"),
        (OLE, "msi"),
        (b"\x7fELF", ""),
        (b"<p>", "html"),
    ],
)
def test_a_file_of_no_known_kind_is_none(head, extension):
    assert type_of(head, extension) is None
