"""Stylesheets of the company: what a file that is uploaded says of itself becomes metadata of its asset."""

import io
import struct

import pytest
import runs
from PIL import Image

from made_metadata import field
from made_xmp import jpeg, packet

NAMES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
)
OF_XMP = """<metadata>
  <field name="Program"><xsl:value-of select="//rdf:Description/@xmp:CreatorTool"/></field>
  <xsl:for-each select="//dc:subject//rdf:li"><field name="Words"><xsl:value-of select="."/></field></xsl:for-each>
</metadata>"""
OF_HEADERS = """<metadata>
  <field name="Camera"><xsl:value-of select="image/exif/Make"/></field>
  <field name="Place"><xsl:value-of select="image/iptc/City"/></field>
  <xsl:for-each select="image/iptc/Keywords"><field name="Words"><xsl:value-of select="."/></field></xsl:for-each>
</metadata>"""
ENDLESS = '<xsl:call-template name="a"/></xsl:template><xsl:template name="a"><xsl:call-template name="a"/>'
SLOW = """<xsl:call-template name="a"><xsl:with-param name="n" select="60"/></xsl:call-template></xsl:template>
<xsl:template name="a"><xsl:param name="n"/><xsl:if test="$n > 0">
  <xsl:call-template name="a"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template>
  <xsl:call-template name="a"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template></xsl:if>"""


def sheet(body):
    top = f'<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {NAMES}>'
    return f'{top}<xsl:template match="/">{body}</xsl:template></xsl:stylesheet>'.encode()


def picture(tmp_path, xmp=None, city=""):
    """A JPEG with a packet, the name of a camera, and IPTC: a place and two keywords."""
    path = tmp_path / "picture.jpg"
    if xmp is not None:
        jpeg(path, xmp)
        return path.read_bytes()
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    told = [(90, city.encode()), (25, b"red"), (25, b"blue")]
    iptc = b"".join(struct.pack(">BBBH", 0x1C, 2, number, len(text)) + text for number, text in told)
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    segment = b"Photoshop 3.0\x00" + resource
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif)
    whole = out.getvalue()
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + whole[2:]


@pytest.fixture
def fields(server):
    """Handles of the metadata fields, by name."""
    types = {"Program": "String", "Camera": "String", "Place": "String", "Words": "MultiTag", "Number": "Int"}
    return {name: field(server, name, type_, isEnforced=name == "Number") for name, type_ in types.items()}


@pytest.fixture
def set_sheet(server, web):
    """Makes a stylesheet of the company, for XMP or for IPTC and EXIF."""

    def held(setting, content):
        runs.upload(server, (web.serve(f"/{setting}.xsl", content), f"{setting}.xsl"), name=setting)
        server.run_jobs()
        handle = runs.assets(server)[f"{setting}.xsl"].assetHandle
        server.call("setCompanySettings", companyHandle=server.company, **{setting: handle})
        return handle

    return held


def take(server, web, content, name="boot", job="Pictures"):
    """Upload a picture; returns its metadata by name, and the log."""
    runs.upload(server, (web.serve(f"/{job}.jpg", content), f"{name}.jpg"), name=job)
    server.run_jobs()
    (asset,) = server.call("getAssetsByName", companyHandle=server.company, nameArray=[name]).assetArray
    told = {one.name: one.valueArray or one.value for one in asset.metadataArray or ()}
    return told, runs.log(server, job)


def warnings(server, job="Pictures"):
    found = server.call("getJobLogDetails", companyHandle=server.company, originalName=job).jobLogArray
    return [(line.assetName, line.logMessage) for one in found for line in one.detailArray if "Warn" in line.logType]


@pytest.mark.documented
def test_what_the_packet_of_a_file_says_becomes_metadata(server, web, fields, set_sheet, tmp_path):
    set_sheet("xmpMappingXsltHandle", sheet(OF_XMP))
    told, log = take(server, web, picture(tmp_path, packet("Editor 2", ["blue", "red & green"])))
    assert told == {"Program": "Editor 2", "Words": ["blue", "red & green"]}
    assert (log.fileSuccessCount, log.fileWarningCount) == (1, 0)
    condition = {"fieldHandle": "custom_attributes.Program", "op": "Equals", "value": "Editor 2"}
    found = server.call("searchAssetsByMetadata", companyHandle=server.company, metadataConditionArray=[condition])
    assert [one.name for one in found.assetSummaryArray] == ["boot"]


@pytest.mark.documented
def test_what_iptc_and_exif_say_becomes_metadata(server, web, fields, set_sheet, tmp_path):
    set_sheet("iptcExifMappingXsltHandle", sheet(OF_HEADERS))
    told, _ = take(server, web, picture(tmp_path, city="Köln"))
    assert told == {"Camera": "Canon", "Place": "Köln", "Words": ["red", "blue"]}


@pytest.mark.documented
def test_nothing_is_taken_out_without_a_stylesheet(server, web, fields, tmp_path):
    assert take(server, web, picture(tmp_path, packet("Editor", ["blue"])))[0] == {}
    assert take(server, web, picture(tmp_path, city="Rome"), "shoe", "More")[0] == {}


def test_a_file_that_says_nothing_is_no_warning(server, web, fields, set_sheet):
    set_sheet("xmpMappingXsltHandle", sheet(OF_XMP))
    told, log = take(server, web, runs.picture())
    assert (told, log.fileWarningCount) == ({}, 0)


def test_a_new_file_of_an_asset_brings_its_own_values(server, web, fields, set_sheet, tmp_path):
    set_sheet("xmpMappingXsltHandle", sheet(OF_XMP))
    take(server, web, picture(tmp_path, packet("Editor 1", ["blue"])))
    told, log = take(server, web, picture(tmp_path, packet("Editor 2")), job="Again")
    assert (told, log.fileUpdateCount) == ({"Program": "Editor 2", "Words": ["blue"]}, 1)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (ENDLESS, "recursion|depth"),
        ("<xsl:value-of select=\"document('/etc/hostname')\"/>", "refused|denied"),
        ("<xsl:value-of select=\"document('http://127.0.0.1:9/x')\"/>", "refused|denied"),
        ("<xsl:document href='/tmp/never'>x</xsl:document>", "refused|denied"),
        ("<xsl:value-of select='e:tokenize(1)' xmlns:e='http://exslt.org/strings'/>", "XSLT 1.0 alone"),
        ("</xsl:template><xsl:include href='/etc/hostname'/><xsl:template match='x'>", "stands for itself"),
        ("<xsl:message terminate='yes'>no more</xsl:message>", "no more"),
        ("<metadata><field name='Unknown'>x</field></metadata>", "Unknown"),
        ("<metadata><field name='Number'>many</field></metadata>", "Number"),
    ],
)
def test_a_stylesheet_that_fails_is_a_warning_of_the_file(server, web, fields, set_sheet, tmp_path, body, reason):
    set_sheet("xmpMappingXsltHandle", sheet(body))
    told, log = take(server, web, picture(tmp_path, packet("Editor", ["blue"])))
    assert told == {}
    assert (log.fileSuccessCount, log.fileWarningCount, log.fileErrorCount) == (1, 1, 0)
    ((name, message),) = warnings(server)
    assert name == "boot"
    assert any(word in message for word in reason.split("|")), message


def test_what_fits_is_taken_though_another_field_is_not(server, web, fields, set_sheet, tmp_path):
    both = "<metadata><field name='Number'>many</field><field name='Place'>Rome</field></metadata>"
    set_sheet("xmpMappingXsltHandle", sheet(both))
    told, log = take(server, web, picture(tmp_path, packet()))
    assert (told, log.fileWarningCount) == ({"Place": "Rome"}, 1)


def test_a_stylesheet_that_takes_too_long_is_ended(server, web, fields, set_sheet, tmp_path, monkeypatch):
    monkeypatch.setattr("safelight.imaging.extracts.STYLESHEET_S", 0.3)
    set_sheet("xmpMappingXsltHandle", sheet(SLOW))
    told, log = take(server, web, picture(tmp_path, packet()))
    assert (told, log.fileSuccessCount, log.fileWarningCount) == ({}, 1, 1)
    assert "took longer than 0.3 s" in warnings(server)[0][1]


def test_a_stylesheet_in_the_trash_does_not_count(server, web, fields, set_sheet, tmp_path):
    handle = set_sheet("xmpMappingXsltHandle", sheet(OF_XMP))
    server.call("deleteAsset", companyHandle=server.company, assetHandle=handle)
    assert take(server, web, picture(tmp_path, packet("Editor")))[0] == {}
