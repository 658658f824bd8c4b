"""docs/operations.md and the files of deploy/ say what the program knows."""

import re
import shlex

import pytest
import yaml
from documents import ROOT
from prometheus_client import Counter, Histogram
from typer.main import get_command

from safelight.cli import program
from safelight.gateway.metrics import GAUGES
from safelight.services import meters
from safelight.settings import PREFIX, Settings

DEPLOY = ROOT / "deploy"
PAGE = ROOT / "docs" / "operations.md"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted(DEPLOY.rglob("*.service"))
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
KNOWN = {PREFIX + name.upper() for name in Settings.model_fields}


def ids(path):
    return str(path.relative_to(ROOT))


def metrics():
    """(name, kind, labels, help) of everything that /metrics shows of ours."""
    shown = [(name, "gauge", labels, told) for name, (told, labels) in GAUGES.items()]
    for instrument in vars(meters).values():
        if isinstance(instrument, Counter | Histogram):
            (family,) = instrument.describe()
            name = f"{family.name}_total" if family.type == "counter" else family.name
            shown.append((name, family.type, instrument._labelnames, family.documentation))
    return sorted(shown)


def row(name, kind, labels, told):
    return f"| `{name}` | {kind} | {', '.join(labels)} | {told} |"


def test_the_table_of_metrics_is_that_of_the_code():
    listed = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `safelight_")]
    assert listed == [row(*metric) for metric in metrics()]


@pytest.mark.parametrize("path", [*FILES, PAGE], ids=ids)
def test_only_settings_that_there_are_are_named(path):
    assert set(re.findall(rf"{PREFIX}[A-Z0-9_]+", path.read_text(encoding="utf-8"))) - KNOWN == set()


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".yaml"], ids=ids)
def test_every_yaml_file_can_be_read(path):
    assert all(isinstance(document, dict) for document in yaml.safe_load_all(path.read_text(encoding="utf-8")))


def test_alerts_ask_for_metrics_that_there_are():
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text(encoding="utf-8"))
    asked = {
        name
        for group in rules["groups"]
        for rule in group["rules"]
        for name in re.findall(r"safelight_\w+", rule["expr"])
    }
    assert asked
    assert asked - {name for name, *_ in metrics()} == set()


def unit(path):
    """[(section, name, value)] of a unit; raises for what is none."""
    section, found = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            name, between, value = line.partition("=")
            assert section, line
            assert between, line
            found.append((section, name, value))
    return found


def documents():
    return [
        document
        for path in MANIFESTS
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))
        if document["kind"] != "Kustomization"
    ]


def commands():
    """Every `safelight ...` that a file of deploy/ starts."""
    for path in UNITS:
        yield from (shlex.split(value) for section, name, value in unit(path) if name == "ExecStart")
    compose = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text(encoding="utf-8"))
    yield from (compose["services"][name]["command"] for name in ("server", "worker"))
    for manifest in documents():
        if manifest["kind"] == "Deployment":
            yield from (one["args"] for one in manifest["spec"]["template"]["spec"]["containers"])
    yield yaml.safe_load(
        re.findall(r"^CMD (.*)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)[0]
    )


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_is_one_that_the_program_understands(command):
    assert command[0].rpartition("/")[2] == "safelight"
    group = get_command(program())
    with group.make_context("safelight", list(command[1:])) as outer:
        name, found, rest = group.resolve_command(outer, list(command[1:]))
        assert found is not None
        assert found.make_context(name, rest)


def test_the_image_holds_what_a_run_needs_and_no_more():
    said = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    _, build, kept = said.split("\nFROM ")
    installed = re.findall(r"(\S+)/bin/pip install .*-r (\S+)", build)
    assert installed == [("/opt/build", "deploy/build.lock"), ("/opt/safelight", "deploy/requirements.lock")]
    assert re.findall(r"--from=build (\S+)", kept) == ["/opt/safelight"]
    given = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [name for line in re.findall(r"^COPY (.*) \S+$", build, re.MULTILINE) for name in line.split()]
    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{re.sub(r'^deploy/.*[.]lock$', 'deploy/*.lock', name)}" in given


@pytest.mark.parametrize("path", UNITS, ids=ids)
def test_every_unit_has_what_a_service_needs(path):
    said = {(section, name) for section, name, _ in unit(path)}
    assert {section for section, _ in said} == {"Unit", "Service", "Install"}
    assert {("Unit", "Description"), ("Service", "ExecStart"), ("Install", "WantedBy")} <= said


def test_compose_services_lean_on_services_and_volumes_that_there_are():
    compose = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    for name, service in services.items():
        assert "image" in service, name
        assert set(service.get("depends_on", {})) <= set(services), name
        assert all("healthcheck" in services[needed] for needed in service.get("depends_on", {})), name
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= set(compose["volumes"]), name
    context = DEPLOY / "compose" / services["server"]["build"]["context"]
    assert (context / services["server"]["build"]["dockerfile"]).is_file()


def test_the_kustomization_names_every_manifest_but_the_secret():
    listed = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    files = {path.name for path in MANIFESTS}
    assert set(listed) == files - {"kustomization.yaml", "secret.yaml"}


@pytest.mark.parametrize("manifest", documents(), ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
def test_every_manifest_leans_on_what_there_is(manifest):
    assert {"apiVersion", "kind", "metadata"} <= set(manifest)
    labels = [one["spec"]["template"]["metadata"]["labels"] for one in documents() if one["kind"] == "Deployment"]
    if manifest["kind"] == "Service":
        assert manifest["spec"]["selector"] in labels
    if manifest["kind"] in {"Deployment", "PodDisruptionBudget"}:
        assert manifest["spec"]["selector"]["matchLabels"] in labels
    if manifest["kind"] == "Deployment":
        _check_pod(manifest["spec"]["template"]["spec"])


def _check_pod(pod):
    given = {(one["kind"], one["metadata"]["name"]) for one in documents()}
    volumes = {volume["name"] for volume in pod["volumes"]}
    assert pod["enableServiceLinks"] is False, "the environment would name settings that there are not"
    for container in pod["containers"]:
        for source in container["envFrom"]:
            ((kind, named),) = source.items()
            assert ({"configMapRef": "ConfigMap", "secretRef": "Secret"}[kind], named["name"]) in given
        assert {mount["name"] for mount in container["volumeMounts"]} <= volumes
        ports = {port["name"] for port in container["ports"]}
        for probe in ("startupProbe", "readinessProbe"):
            assert probe not in container or container[probe]["httpGet"]["port"] in ports
