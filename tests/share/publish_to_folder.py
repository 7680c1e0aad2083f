"""A place that `datasette publish` can go to: what Datasette would send to a container service lands in a folder."""

from __future__ import annotations

import shutil
from typing import Any

import click
from datasette import hookimpl
from datasette.publish.common import add_common_publish_arguments_and_options
from datasette.utils import temporary_docker_directory

TAKEN = ("files", "metadata", "extra_options", "branch", "template_dir", "plugins_dir", "static", "install",
         "version_note", "secret")  # fmt: skip


@hookimpl
def publish_subcommand(publish: Any) -> None:
    @publish.command()  # type: ignore[untyped-decorator]
    @add_common_publish_arguments_and_options
    @click.option("--into", required=True)
    def folder(into: str, **options: Any) -> None:
        given = {name: options[name] for name in TAKEN}
        with temporary_docker_directory(name="app", spatialite=False, **given) as made:
            shutil.copytree(made, into)
