"""Hostile requests sent to the real application, and a company that must not notice."""

from dataclasses import dataclass
from typing import Any

import httpx
from hostile import Pool
from sqlalchemy import select

from harness import ENVELOPE, SOAP_11, Refused, Server, read_reply
from looks.steps import ask, upload
from made_assets import make
from safelight.store import tables

FAULTS = {"authenticationFault", "authorizationFault", "ipsApiFault"}
NEVER_SOON = "0 0 0 1 1 ? 2098"
PUBLISH = {"publishType": "Full", "emailSetting": "None"}


@dataclass
class Target:
    """A company to be attacked by its own administrator, and one that looks on."""

    server: Server
    bystander: Server

    def pool(self) -> Pool:
        return Pool(own=_furnished(self.server), foreign=_furnished(self.bystander))

    def hit(self, operation: str, version: str, body: str) -> str:
        """Send a request; returns what came of it. Fails for what is neither a valid reply nor one of the faults."""
        header = self.server.auth_header()
        response = self.server.post(ENVELOPE.format(soap=SOAP_11, header=header, body=body))
        refusal = _refusal(response, operation, version)
        if refusal is None:
            return "reply"
        assert refusal.element in FAULTS, refusal
        assert "internal error" not in refusal.reason, refusal
        if refusal.element == "authenticationFault":
            self.server = self.server.as_user("IpsCompanyAdmin")
        return str(refusal.code)

    def untouched(self) -> dict[str, list[Any]]:
        """Every row of the company that looks on, by table."""
        company_id = int(self.bystander.company.removeprefix("c|"))
        found = {}
        with self.bystander.parts.database.read() as tx:
            mine = select(tables.asset.c.id).where(tables.asset.c.company_id == company_id)
            for table in tables.metadata.sorted_tables:
                if "company_id" in table.c:
                    rows = select(table).where(table.c.company_id == company_id)
                elif "asset_id" in table.c:
                    rows = select(table).where(table.c.asset_id.in_(mine))
                else:
                    continue
                found[table.name] = sorted(map(repr, tx.execute(rows)))
        return found


def _refusal(response: httpx.Response, operation: str, version: str) -> Refused | None:
    """The fault of an answer; None for a reply that is valid in its version."""
    try:
        read_reply(response, operation, version)
    except Refused as refusal:
        return refusal
    return None


def _furnished(server: Server) -> dict[str, list[str]]:
    """Something of every kind that is quickly made; handles by the kind that field names tell."""
    upload(server, "boot.png", "pump.png", destFolder="/shoes")
    assets = [asset.assetHandle for asset in ask(server, "searchAssets", includeSubfolders=True).assetArray]
    assets.append(make(server, "papers", "/shoes/old", type="Zip"))
    folder = f"f|{server.root}/shoes/"
    group = ask(server, "saveGroup", name="buyers", isSystemDefined=False).groupHandle
    project = ask(server, "createProject", projectName="spring").projectHandle
    job = ask(server, "submitJob", jobName="yearly", execSchedule=NEVER_SOON, imageServingPublishJob=PUBLISH).jobHandle
    user = server.call("getUserInfo").userInfo.userHandle
    contexts = [each.contextHandle for each in ask(server, "getPublishContexts").publishContextArray]
    return {
        "companyHandle": [server.company],
        "assetHandle": assets,
        "imageHandle": assets,
        "folderHandle": [folder, f"f|{server.root}/"],
        "groupHandle": [group],
        "projectHandle": [project],
        "jobHandle": [job],
        "userHandle": [user],
        "contextHandle": contexts,
        "handle": [*assets, folder, project, job],
        "folder": [f"{server.root}/shoes/", "/shoes", "/new"],
        "name": ["boot", "spring", "buyers", "yearly", "fresh"],
        "email": [server.email, "somebody@example.com"],
        "emailSetting": ["None", "All"],
        "publishType": ["Full", "Incremental"],
        "state": ["MarkedForPublish", "NotMarkedForPublish", "InTrash", "NotInTrash"],
        "type": ["Image", "Zip", "ImageSet", "String"],
    }
