"""Who sees that a company has a stylesheet for what its files say of themselves."""

from harness import Server
from looks import look
from looks.steps import ask, by_handle
from made_metadata import field
from made_xmp import jpeg, packet
from taken_in import taken_in

SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xsl:template match="/"><metadata>
  <field name="Program"><xsl:value-of select="//@xmp:CreatorTool"/></field></metadata></xsl:template>
</xsl:stylesheet>"""


def _boot(server: Server) -> str:
    """A picture that was uploaded when the stylesheet was set."""
    sheet = taken_in(server, "mapping.xsl", lambda path: path.write_text(SHEET))
    ask(server, "setCompanySettings", xmpMappingXsltHandle=sheet)
    return taken_in(server, "boot.jpg", lambda path: jpeg(path, packet("Editor")))


@look("setCompanySettings", "getAssets")
def what_files_say_is_metadata(server: Server) -> None:
    field(server, "Program")
    (told,) = by_handle(server, _boot(server)).metadataArray
    assert (told.name, told.value) == ("Program", "Editor")


@look("setCompanySettings", "getJobLogDetails")
def what_cannot_be_is_a_warning(server: Server) -> None:
    asset = by_handle(server, _boot(server))
    logs = [ask(server, "getJobLogDetails", jobHandle=one.jobHandle) for one in ask(server, "getJobLogs").jobLogArray]
    lines = [line for found in logs for log in found.jobLogArray for line in log.detailArray]
    (warning,) = [line for line in lines if line.logType == "UploadWarning"]
    assert warning.assetHandle == asset.assetHandle
    assert "Program" in warning.logMessage
