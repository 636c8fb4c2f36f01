"""The library that runs the networks leaves no trace of whoever uses it."""

import os
import subprocess
import sys

USE = "import sayso; sayso.attributions('The ferry has sunk, the coastguard said.'); print('done')"


def test_using_the_networks_writes_nothing_outside_the_case(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")}
    done = subprocess.run([sys.executable, "-c", USE], env={**kept, "HOME": str(tmp_path)}, capture_output=True, text=True, check=True)
    assert done.stdout == "done\n"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
