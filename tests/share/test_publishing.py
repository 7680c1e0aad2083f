"""`tracker share publish` to its end: Datasette packs a container's files, and what they say is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from command import ROOT, Run

from tracker.site import serving
from tracker.store.snapshot import Snapshot

BIN = Path(sys.executable).parent


@pytest.fixture
def published(made: Snapshot, tracker: Run, tmp_path: Path) -> Path:
    """The files of a container with a snapshot, as Datasette packs them with our options, and our wheel."""
    public = tmp_path / "public"
    shutil.copytree(made.path.parent, public)
    # A plugin of Datasette as an installed one: its module and a note of where to find it.
    place, note = tmp_path / "place", tmp_path / "place" / "publish_to_folder-1.dist-info"
    note.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("publish_to_folder.py"), place)
    (note / "METADATA").write_text("Metadata-Version: 2.1\nName: publish-to-folder\nVersion: 1\n")
    (note / "entry_points.txt").write_text("[datasette]\nfolder = publish_to_folder\n")
    wheels = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT]
    subprocess.run(wheels, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    done = tracker(
        "share", "publish", "folder", "--snapshot", "public", "--package", wheel, "--into", tmp_path / "container",
        env={**os.environ, "PYTHONPATH": str(place)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return tmp_path / "container"


def test_what_is_published_serves_the_snapshot_and_keeps_shut_what_must_be(published: Path, made: Snapshot) -> None:
    packed = (published / "Dockerfile").read_text("utf-8")
    steps = dict(re.findall(r"^(RUN pip|RUN datasette|CMD) (.*)$", packed, re.MULTILINE))
    wanted = steps["RUN pip"].removeprefix("install -U ").split()
    assert wanted[0] == "datasette" and (published / wanted[1]).name.endswith(".whl")
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--no-index", "--ignore-installed"]
    subprocess.run([*pip, wanted[1]], cwd=published, check=True, capture_output=True)
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    inspect = f"datasette {steps['RUN datasette']}"
    subprocess.run(inspect, cwd=published, check=True, shell=True, env=environment, capture_output=True)

    listener = serving.listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    listener.close()
    command = "exec " + steps["CMD"].replace("0.0.0.0", "127.0.0.1")
    with subprocess.Popen(command, cwd=published, shell=True, env={**environment, "PORT": str(port)}) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                check(wait_for(client), made)
        finally:
            process.terminate()


def wait_for(client: httpx.Client) -> httpx.Client:
    for _ in range(100):
        try:
            client.get("/robots.txt")
            return client
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("it did not start")


def check(client: httpx.Client, made: Snapshot) -> None:
    assert "물가를 잡겠다" in client.get("/search.json?q=물가를").text
    assert client.get("/quotes/quotes.json?_search=반도체가").json()["filtered_table_rows_count"] > 0
    assert client.get("/quotes.db").content == made.path.read_bytes()
    lasting = client.get(f"/{made.path.stem}/search?q=물가를")
    assert lasting.status_code == 200 and "immutable" in lasting.headers["cache-control"]
    for path in ("/-/databases.json", "/-/plugins", "/quotes/quotes_fts", "/quotes/quotes?_where=1=1",
                 "/quotes/quotes.csv?_stream=1", "/quotes?sql=select+1", "/-/metadata.json"):  # fmt: skip
        assert client.get(path).status_code in (400, 403, 404), path
