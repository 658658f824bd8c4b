"""Each import rule of pyproject.toml can fail: an import it forbids is put into the graph, and it is told."""

from copy import deepcopy
from pathlib import Path

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

KINDS = {
    "layers": LayersContract,
    "independence": IndependenceContract,
    "protected": ProtectedContract,
    "acyclic_siblings": AcyclicSiblingsContract,
}
CONFIGURED = read_configuration(str(Path(__file__).parent.parent / "pyproject.toml"))

RULES = {rule["name"]: rule for rule in CONFIGURED["contracts_options"]}

FORBIDDEN = [
    ("Data flows one way", "domain.folders", "safelight.store.folders"),
    ("Data flows one way", "services.folders", "safelight.contract.model"),
    ("Data flows one way", "store.folders", "safelight.imaging.formats"),
    ("Data flows one way", "operations.folders.create_folder", "safelight.jobs.run"),
    ("Data flows one way", "jobs.run", "safelight.gateway.soap"),
    (
        "Plug-ins never import each other",
        "operations.folders.move_folder",
        "safelight.operations.folders.create_folder",
    ),
    ("Plug-ins never import each other", "operations.folders.move_folder", "safelight.operations.assets.move_asset"),
    ("Plug-ins never import each other", "jobs.kinds.upload_urls_job", "safelight.jobs.kinds.upload_post_job"),
    ("Plug-ins never import each other", "serving.commands.wid", "safelight.serving.commands.hei"),
    ("Commands of the program never import each other", "cli.commands.serve", "safelight.cli.commands.worker"),
    ("Only services and bootstrap know rows", "operations.folders.create_folder", "safelight.store.folders"),
    ("Only services and bootstrap know rows", "gateway.soap", "safelight.store.database"),
    ("Only store speaks SQL", "services.folders", "sqlalchemy"),
    ("Only adapters reach the engine, the blob store and the network", "services.runs", "dbos"),
    ("Only adapters reach the engine, the blob store and the network", "services.uploads", "obstore"),
    ("Only adapters reach the engine, the blob store and the network", "jobs.intake", "httpx"),
    ("Only adapters reach the engine, the blob store and the network", "services.runs", "opentelemetry"),
    ("Only imaging touches pixels", "serving.plan", "pyvips"),
    ("Only imaging touches pixels", "assets.kinds.image", "PIL"),
    ("Only the gateway speaks HTTP", "operations.folders.create_folder", "starlette"),
    ("No room goes in circles", "domain.faults", "safelight.domain.handles"),
    ("No room goes in circles", "contract.model", "safelight.contract.codec"),
]


@pytest.fixture(scope="module")
def imports():
    return grimp.build_graph("safelight", include_external_packages=True, cache_dir=None)


def kept(rule, graph):
    contract = KINDS[RULES[rule]["type"]](rule, CONFIGURED["session_options"], RULES[rule])
    return contract.check(deepcopy(graph), verbose=False).kept


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(imports, rule):
    assert kept(rule, imports)


@pytest.mark.parametrize(("rule", "importer", "imported"), FORBIDDEN)
def test_the_rule_sees_an_import_that_it_forbids(imports, rule, importer, imported):
    graph = deepcopy(imports)
    assert {f"safelight.{importer}", imported} <= graph.modules
    graph.add_import(importer=f"safelight.{importer}", imported=imported)
    assert not kept(rule, graph)


def test_a_room_that_nobody_declared_is_refused(imports):
    graph = deepcopy(imports)
    graph.add_module("safelight.misc")
    assert not kept("Data flows one way", graph)


def test_every_rule_is_broken_here_once():
    assert {rule for rule, *_ in FORBIDDEN} == set(RULES)
