"""getZipEntries: what an archive holds."""

from safelight.contract.shapes import GetZipEntriesParam, GetZipEntriesReturn, ZipEntry
from safelight.domain.moments import moment
from safelight.operations import operation
from safelight.services import archives
from safelight.services.context import Context


@operation("getZipEntries", reads=True)
def get_zip_entries(ctx: Context, param: GetZipEntriesParam) -> GetZipEntriesReturn:
    company = ctx.company(param.company_handle)
    found = archives.entries(ctx.tx, company, param.asset_handle)
    return GetZipEntriesReturn(
        zip_array=tuple(
            ZipEntry(
                name=entry.name,
                is_directory=entry.is_directory,
                last_modified=moment(entry.modified_ms),
                compressed_size=entry.compressed_bytes,
                uncompressed_size=entry.uncompressed_bytes,
            )
            for entry in found
        )
    )
