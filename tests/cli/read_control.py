"""JSON, CSV and GeoJSON of marsad control, read by Python, say the same: read_control.py MARSAD STORE"""
import csv
import io
import json
import subprocess
import sys


def run(form):
    return subprocess.run([sys.argv[1], "control", "--db", sys.argv[2], form], capture_output=True, check=True).stdout.decode()


rows = [json.loads(line) for line in run("--json").splitlines()]
table = list(csv.DictReader(io.StringIO(run("--csv"), newline="")))
features = json.loads(run("--geojson"))["features"]
assert rows and len(rows) == len(table) == len(features), (len(rows), len(table), len(features))
for row, line, feature in zip(rows, table, features):
    best, properties = row["evidence"][0], feature["properties"]
    assert best["sentence"] and best["document"]
    assert (line["place"], line["from"], line["to"], line["status"]) == (row["place"], row["from"], row["to"], row["status"])
    assert line["holder"] == (row["holder"]["id"] if row["holder"] else "")
    assert line["sentence"].lstrip("'") == best["sentence"] == properties["evidence"]["sentence"]
    assert abs(float(line["confidence"]) - row["confidence"]) < 1e-6
    assert {k: v for k, v in row.items() if k != "evidence"} == {k: v for k, v in properties.items() if k != "evidence"}
    if row["lat"] is not None:
        assert feature["geometry"]["coordinates"] == [row["lon"], row["lat"]]
    assert row["from"] <= row["last"] <= row["to"] and 0 <= row["confidence"] < 1 and row["age"] >= 0
