"""`serve`: what it loads, where it listens, and what it says when it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from kitgen.errors import OutputError, ServeError
from kitgen.manifest import (
    FileEntry,
    KitName,
    Manifest,
    Options,
    Printing,
    PuzzleEntry,
    read_manifest,
    sha256_hex,
)
from kitgen.night.server import ServeOptions, allowed_hosts, listen, load_site, serve
from kitgen.printing.profile import PrintProfile
from tests.hints.sample import EYES, sample_site

SITE = sample_site()


def output_at(folder: Path, address: str = "http://127.0.0.1:8737") -> Path:
    """A finished output with hints and a host's file beside them."""
    files = {f"hints/{path}": data for path, data in SITE.items()} | {"host/solutions.json": b"{}"}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    manifest = Manifest(
        kitgen="0.1.0",
        kit=KitName(id="small-door", title="The Small Door", version="1", language="en"),
        fingerprint="0000",
        options=Options(
            difficulty="normal",
            levels={},
            cast="story",
            names={}, players=4, fright="full", locks="none", copies=1,
            printing=Printing.of(PrintProfile()),
            hints="lan",
            hints_address=address,
            only=[],
        ),
        files=[FileEntry(path=p, sha256=sha256_hex(data), bytes=len(data)) for p, data in files.items()],
        puzzles=[
            PuzzleEntry(
                id=EYES.id, beat=EYES.id, act="4", title=EYES.title, mechanism="grille", level="normal",
                minutes=8, box="A", hints=f"{address}/{EYES.code}/",
            )
        ],
    )  # fmt: skip
    (folder / "manifest.json").write_bytes(manifest.to_json())
    return folder


def test_exactly_the_hints_of_the_manifest_are_loaded(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    (output / "hints" / "extra.html").write_text("not built by kitgen")
    assert load_site(output, read_manifest(output)) == SITE


def test_a_page_that_was_changed_is_refused(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    (output / "hints" / "index.html").write_text("changed")
    with pytest.raises(ServeError, match=r"index\.html: it was changed"):
        load_site(output, read_manifest(output))


def test_a_page_that_is_missing_is_refused(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    (output / "hints" / "404.html").unlink()
    with pytest.raises(ServeError, match=r"404\.html: it is missing"):
        load_site(output, read_manifest(output))


def test_a_page_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    with (output / "hints" / "index.html").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ServeError, match="larger than 64000 bytes"):
        load_site(output, read_manifest(output))


@pytest.mark.parametrize("linked", ["hints/index.html", f"hints/{EYES.code}", "hints"])
def test_links_are_not_followed(tmp_path: Path, linked: str) -> None:
    output = output_at(tmp_path / "output")
    (output / linked).rename(tmp_path / "elsewhere")
    (output / linked).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ServeError, match="not a plain file"):
        load_site(output, read_manifest(output))


def test_a_kit_without_hints_says_so(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    manifest = read_manifest(output)
    with pytest.raises(ServeError, match="built without hints"):
        load_site(output, manifest.model_copy(update={"files": []}))


def test_a_folder_that_is_not_kitgens_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not an output of kitgen"):
        serve(tmp_path, ServeOptions("127.0.0.1", 0), lambda told: None)


def test_a_port_in_use_is_told_with_a_next_step(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=f"Port {port} at 127.0.0.1 is in use") as caught:
            serve(output, ServeOptions("127.0.0.1", port), lambda told: None)
    assert "another port" in caught.value.hint


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(ServeError, match=r"192\.0\.2\.1 is not an address of this machine"):
        listen("192.0.2.1", 0)


def test_hosts_that_are_answered_to() -> None:
    assert allowed_hosts("192.168.1.20", "") == {"192.168.1.20"}
    assert allowed_hosts("127.0.0.1", "Hints.Home") == {"127.0.0.1", "localhost", "hints.home"}
    assert allowed_hosts("::1", "") == {"[::1]", "localhost"}
    assert {"localhost", "127.0.0.1"} <= allowed_hosts("0.0.0.0", "")


SCRIPT = """
import sys
from pathlib import Path
from kitgen.night.server import ServeOptions, serve
serve(Path(sys.argv[1]), ServeOptions(port=int(sys.argv[2])))
"""


@pytest.mark.slow
def test_serve_opens_the_hints_and_closes_them_at_ctrl_c(tmp_path: Path) -> None:
    output = output_at(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(output), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(4)]
        try:
            found = re.search(r"The hints of The Small Door are open at (\S+)/", said[0])
            assert found, said
            assert "1 puzzle." in said[1]
            assert "this machine itself" in said[2]
            assert f"now at http://127.0.0.1:{port}" in said[3]
            # Pages come only once the loop runs, which is after the first words; the socket listens already.
            assert httpx.get(f"{found[1]}/{EYES.code}/").content == SITE[f"{EYES.code}/index.html"]
        finally:
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=20)
    assert rest == "The hints are closed. Good night.\n"
    assert process.returncode == 0


def test_importing_the_server_imports_no_web_framework() -> None:
    code = (
        "import sys, kitgen.night.server, kitgen.codes, kitgen.hints.addresses;"
        "print(sorted({'starlette', 'uvicorn', 'qrcode', 'jinja2', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
