"""uploadPost: start an upload job, or end one; files themselves come by POST to UploadFile."""

from safelight.contract import codec
from safelight.contract.shapes import UploadPostParam, UploadPostReturn
from safelight.operations import operation
from safelight.services import uploads
from safelight.services.context import Context


@operation("uploadPost")
def upload_post(ctx: Context, param: UploadPostParam) -> UploadPostReturn:
    company = ctx.company(param.company_handle)
    return UploadPostReturn(job_handle=uploads.receive(ctx, company, asked(param), ()))


def asked(param: UploadPostParam) -> uploads.Asked:
    """What a request says of the job."""
    return uploads.Asked(
        job_name=param.job_name,
        job_handle=param.job_handle,
        locale=param.locale,
        description=param.description,
        dest_folder=param.dest_folder,
        file_name=param.file_name,
        end_job=bool(param.end_job),
        options=None if param.upload_params is None else codec.to_json(param.upload_params),
    )
