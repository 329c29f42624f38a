"""The files in ``deploy/``, as far as they can be checked without running containers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from chromium import ROOT

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/compose.yaml"],
        ["kubernetes-validate", "--strict", "deploy/kubernetes.yaml"],
    ],
    ids=["compose", "kubernetes"],
)
def test_files_for_containers_follow_their_schema(command):
    run = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_image_gets_what_the_app_needs_and_nothing_else():
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (?!--)(\S+)", dockerfile, re.MULTILINE))
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in kept if line.startswith("!")}
    assert {"app.py", "pages", "relu_explorer", ".streamlit", "requirements.txt"} <= copied
    assert {name.split("/")[0] for name in copied} <= allowed
    assert all((ROOT / name).exists() for name in copied)


def test_every_variable_of_the_template_is_explained_and_filled_in():
    template = (ROOT / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")
    head = template.split("\n\n")[0]
    used = set(re.findall(r"\$\{(\w+)\}", template))
    assert used == set(re.findall(r"^#   (\w+)", head, re.MULTILINE))
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert all(f"{name}=" in dockerfile for name in used)
