"""The generated shapes: fresh, the same on every run, and as handlers expect them."""

import dataclasses

import pytest

from safelight.contract import generate, shapes


def test_the_shapes_that_stand_are_those_the_data_gives():
    assert {path.name: path.read_text() for path in generate.FOLDER.glob("*.py")} == generate.files()


def test_writing_them_again_drops_what_is_stale_and_touches_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(generate, "FOLDER", tmp_path / "shapes")
    generate.main()
    (tmp_path / "shapes" / "stale.py").write_text("")
    before = {path.name: path.stat().st_mtime_ns for path in generate.FOLDER.glob("[!s]*.py")}
    generate.main()
    assert {path.name: path.stat().st_mtime_ns for path in generate.FOLDER.glob("[!s]*.py")} == before
    assert not (tmp_path / "shapes" / "stale.py").exists()


def test_a_shape_is_its_values_and_takes_names_only():
    folder = shapes.CreateFolderParam(company_handle="c|1", folder_path="/a")
    assert {folder, dataclasses.replace(folder, folder_path="/b")} == {
        shapes.CreateFolderParam(company_handle="c|1", folder_path=path) for path in ("/a", "/b")
    }
    with pytest.raises(AttributeError):
        folder.path = "/b"
    with pytest.raises(TypeError):
        shapes.CreateFolderParam("c|1", "/a")


def test_names_become_snake_case_and_keywords_get_an_underscore():
    made = (shapes.Asset, shapes.IccProfileFieldUpdate, shapes.UploadPostJob)
    names = {field.name for shape in made for field in fields(shape)}
    assert {"ips_image_url", "class_", "exclude_master_video_from_avs"} <= names


def test_what_older_callers_cannot_send_has_a_default():
    optional = {field.name for field in fields(shapes.AddUserParam) if field.default is None}
    assert {"membership_array", "is_ips_admin", "role", "default_role"} <= optional
    assert "email" not in optional


def fields(shape):
    return dataclasses.fields(shape)
