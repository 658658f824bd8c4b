"""What a client may ask of the installation by name: getProperty and getSystemProperties."""

from collections.abc import Mapping

from safelight.domain.faults import InvalidParameter
from safelight.services import system_properties
from safelight.settings import Settings
from safelight.store.database import Tx

# The release whose documented behaviour the newest API version follows; assumed, as the original's is not known.
IPS_VERSION = "6.8.0"


def known(tx: Tx, settings: Settings, base_url: str) -> Mapping[str, str]:
    """Every property by its documented name.

    base_url: how the caller reached us, without a slash at its end
    The addresses end in a slash and take what stands behind them in a URL, as ipsImageUrl does: the image server is
    that of previews, which shows an asset before it is published too. Videos and SWFs are static content. SVGs are
    not rendered, so their address is empty. Assumed: the reference names the properties only.
    """
    content = f"{base_url}/is/content/"
    return {
        "IpsVersion": IPS_VERSION,
        "IpsImageServerUrl": f"{base_url}/is/preview/",
        "VideoRootUrl": content,
        "SwfRootUrl": content,
        "SvgRenderRootUrl": "",
        "SvgRenderEnabled": "false",
        "UploadPostMaxFileSize": str(settings.upload_max_bytes),
        "SystemMessage": system_properties.value(tx, "SystemMessage") or "",
    }


def named(properties: Mapping[str, str], name: str) -> str:
    """raises: InvalidParameter for a name that is none"""
    if name not in properties:
        raise InvalidParameter("name", name, "one of " + ", ".join(properties))
    return properties[name]
