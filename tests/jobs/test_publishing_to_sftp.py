"""Files published to another machine by SFTP."""

import asyncssh
import fileservers
import pytest
import runs

from safelight.adapters import targets
from safelight.domain.faults import TargetRefused
from safelight.domain.items import TransientError
from safelight.settings import Settings


@pytest.fixture
def sftp(tmp_path):
    with fileservers.sftp(tmp_path / "sftp") as files:
        yield files


@pytest.fixture
def target(sftp):
    return targets.target(sftp.url("/shop"), Settings())


@pytest.fixture
def file(tmp_path):
    (tmp_path / "file").write_bytes(bytes(range(256)) * 3000)
    return tmp_path / "file"


def there(sftp):
    return sorted(path.relative_to(sftp.folder).as_posix() for path in sftp.folder.rglob("*") if path.is_file())


def publish(server, name="Publish"):
    handle = runs.submit(server, "serverDirectoryPublishJob", name, emailSetting="None")
    server.run_jobs()
    return handle


@pytest.fixture
def hat(server, web):
    runs.upload(server, (web.serve("/hat.png", runs.picture("PNG")), "shoes/hat.png"))
    server.run_jobs()
    return runs.assets(server)["shoes/hat.png"].assetHandle


def test_a_job_publishes_replaces_and_removes(server, sftp, hat, tune, web):
    tune(publish_target=sftp.url("/shop"))
    publish(server)
    path = f"shop/{server.root}/shoes/hat.png"
    assert (there(sftp), (sftp.folder / path).read_bytes()) == ([path], runs.picture("PNG"))
    assert runs.lines(server, publish(server, "Again"), "ServerDirectoryPublishSuccess") == []
    (sftp.folder / path).write_bytes(b"cut")
    publish(server, "Mend")
    assert (sftp.folder / path).read_bytes() == runs.picture("PNG")
    server.call("deleteAsset", companyHandle=server.company, assetHandle=hat)
    publish(server, "Remove")
    assert there(sftp) == []


def test_a_wrong_password_is_an_error_line_that_does_not_tell_it(server, sftp, hat, tune):
    tune(publish_target=sftp.url("/shop", login="ada:wrong-one"))
    (line,) = runs.lines(server, publish(server), "ServerDirectoryPublishError")
    assert "does not let this user in" in line.logMessage
    assert "wrong-one" not in line.logMessage


def test_metadata_goes_there_too(server, sftp, hat, tune):
    tune(metadata_target=sftp.url("/meta"))
    runs.submit(server, "metadataPublishJob", "Metadata")
    server.run_jobs()
    assert len(there(sftp)) == 1


def test_a_file_takes_the_place_of_another_at_once(sftp, target, file):
    sftp.put("/shop/a/b.png", b"old")
    assert target.size_bytes("a/b.png") == 3
    target.put("a/b.png", file)
    assert (target.size_bytes("a/b.png"), there(sftp)) == (768_000, ["shop/a/b.png"])


def test_a_server_that_cannot_replace_at_once_gets_it_too(sftp, target, file, monkeypatch):
    def unknown(*_paths):
        raise asyncssh.SFTPOpUnsupported("not here")

    monkeypatch.setattr(asyncssh.SFTPServer, "posix_rename", unknown)
    sftp.put("/shop/b.png", b"old")
    target.put("b.png", file)
    assert (target.size_bytes("b.png"), there(sftp)) == (768_000, ["shop/b.png"])


def test_a_file_that_breaks_off_leaves_the_old_one_and_nothing_else(sftp, target, file, monkeypatch):
    def full(*_facts):
        raise asyncssh.SFTPNoSpaceOnFilesystem("full")

    monkeypatch.setattr(asyncssh.SFTPServer, "write", full)
    sftp.put("/shop/b.png", b"old")
    with pytest.raises(TransientError, match="could not be written"):
        target.put("b.png", file)
    assert (there(sftp), (sftp.folder / "shop/b.png").read_bytes()) == (["shop/b.png"], b"old")


def test_what_is_not_there_has_no_size_and_is_deleted_already(target):
    assert target.size_bytes("none/a.png") is None
    target.delete("none/a.png")


@pytest.mark.parametrize("path", ["../a", "a/../../b", "", "a//b", "./a"])
def test_a_path_that_leads_out_is_refused(target, file, path):
    with pytest.raises(TargetRefused):
        target.put(path, file)


def test_a_key_may_log_in_and_the_host_must_have_its_own(tmp_path, file):
    mine, host = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    (tmp_path / "key").write_bytes(mine.export_private_key())
    (tmp_path / "logins").write_bytes(mine.export_public_key())
    with fileservers.sftp(tmp_path / "sftp", host, tmp_path / "logins") as sftp:
        known = tmp_path / "known_hosts"
        known.write_text(f"[127.0.0.1]:{sftp.port} {host.export_public_key().decode()}")
        settings = Settings(ssh_known_hosts=str(known), ssh_key=str(tmp_path / "key"))
        target = targets.target(sftp.url("/shop", login="ada"), settings)
        target.put("a.png", file)
        assert there(sftp) == ["shop/a.png"]
        known.write_text(f"[127.0.0.1]:{sftp.port} {mine.export_public_key().decode()}")
        with pytest.raises(TransientError, match="host key"):
            target.put("b.png", file)
