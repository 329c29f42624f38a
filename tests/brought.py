"""Tables as people have them (``tests/tables/``), each with its one right reading."""

import json
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
READINGS = json.loads((TABLES / "readings.json").read_text(encoding="utf-8"))
