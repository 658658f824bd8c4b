"""What the README shows can be typed."""

import io
import re
import shlex

import httpx
import pytest
from documents import PAGES, README, ROOT, examples, ids, prose
from PIL import Image
from typer.main import get_command

import demo
import samples
from file_server import FileServer
from safelight.cli import program
from safelight.settings import PREFIX, Settings

ADDRESS = "http://127.0.0.1:8080"
UPLOAD = {"overwrite": True, "readyForPublish": True, "createMask": False, "emailSetting": "None"}


def in_language(language):
    return [example.text for example in examples(README) if example.language == language]


def test_every_example_is_of_a_kind_that_is_tried_here():
    assert {example.language for example in examples(README)} == {"console", "python", ""}


@pytest.mark.parametrize("page", [README, ROOT / "CONTRIBUTING.md"], ids=ids)
def test_every_command_of_a_console_is_a_target_of_the_makefile(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = [line for example in examples(page) if example.language == "console" for line in example.text.splitlines()]
    assert lines
    for line in lines:
        prompt, program_name, target = line.split()[:3]
        assert (prompt, program_name) == ("$", "make")
        assert target in targets


@pytest.mark.process
def test_the_python_example_runs_as_it_stands(live_server):
    (text,) = in_language("python")
    assert ADDRESS in text
    named = {}
    exec(compile(text.replace(ADDRESS, live_server.base_url), "README.md", "exec"), named)
    folders = demo.Client(live_server.base_url)("getFolders", companyHandle=named["company"].companyHandle)
    assert "DemoCompany/Spring/" in {folder.path for folder in folders.folderArray.items}


@pytest.mark.process
@pytest.mark.slow
def test_the_picture_url_answers_what_it_asks_for(live_server, tmp_path):
    (text,) = in_language("")
    name, out, target, address = shlex.split(text)
    assert (name, out, target) == ("curl", "-o", "shirt.jpg")
    assert address.startswith(f"{ADDRESS}/")
    put_live(live_server, tmp_path, target)
    reply = httpx.get(address.replace(ADDRESS, live_server.base_url), timeout=60)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(reply.content)).size == (400, 300)


def put_live(live_server, folder, name):
    """Take a picture of 800 by 600 in and publish it."""
    samples.photo(folder / name, 800, 600)
    call = demo.Client(live_server.base_url)
    company = call("getCompanyInfo", companyName=demo.COMPANY).companyHandle
    with FileServer(folder) as files:
        urls = {"items": [{"sourceUrl": files.url(name), "destPath": name}]}
        call("submitJob", companyHandle=company, jobName="Shirt in", uploadUrlsJob={"urlArray": urls, **UPLOAD})
        demo.wait_for(call, company, "Shirt in")
    publish = {"publishType": "Full", "emailSetting": "None"}
    call("submitJob", companyHandle=company, jobName="Shirt out", imageServingPublishJob=publish)
    demo.wait_for(call, company, "Shirt out")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_settings_that_are_named_exist(page):
    named = set(re.findall(rf"\b{PREFIX}([A-Z0-9_]*[A-Z0-9])", page.read_text(encoding="utf-8")))
    assert sorted(named - {name.upper() for name in Settings.model_fields}) == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_commands_of_the_program_that_are_named_exist(page):
    commands = get_command(program()).commands
    for text in re.findall(r"`safelight ([^`]+)`", prose(page)):
        name, *rest = shlex.split(text)
        if name != "COMMAND":
            known = {option for param in commands[name].params for option in (*param.opts, *param.secondary_opts)}
            assert {word for word in rest if word.startswith("--")} <= known, text
