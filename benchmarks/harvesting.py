"""Harvest of 3-kB MARCXML records by OAI-PMH over loopback: strict parse and archive included.

Printed as records per CPU-second of the client, as a ratio to the bare loop that any client must run
(requests and lxml over the same pages), and as peak memory for ten times as many records. Needs the faulty
provider beside the project; here it has no faults.
"""

import sys
import textwrap
from pathlib import Path

from harvesters_compared import PROVIDER, provider, states_of
from measured import ROOT, fresh, opendata, run

RECORDS = 20_000
BARE = """
    import sys, requests
    from lxml import etree
    session, token, parser = requests.Session(), "", etree.XMLParser(resolve_entities=False, no_network=True)
    while True:
        asked = {"resumptionToken": token} if token else {"metadataPrefix": "marc21"}
        answer = session.get(sys.argv[1], params={"verb": "ListRecords", **asked})
        tokens = etree.fromstring(answer.content, parser).findall(".//{*}resumptionToken")
        token = tokens[0].text if tokens else ""
        if not token:
            break
"""


def main() -> int:
    """The figures; a speed is no test."""
    if not PROVIDER.is_file():
        print(f"harvesting: skipped, since {PROVIDER} is not there")
        return 0
    peaks = []
    for records in (RECORDS, 10 * RECORDS):
        with provider(records, "--payload-bytes", "3000", "--page-size", "200") as of:
            home = _home(f"harvest-{records}", of.url)
            start = run(opendata("--home", home, "status"), PYTHONPATH=str(ROOT)).cpu
            ours = run(opendata("--home", home, "harvest", "--no-progress"), PYTHONPATH=str(ROOT))
            if not of.ask("judge", states_of(home))["exact"]:
                print("harvesting: what came is not what is there")
                return 1
            bare = run([sys.executable, "-c", textwrap.dedent(BARE), of.url])
        peaks.append(ours.peak)
        rate = records / (ours.cpu - start)
        print(
            f"{records:,} records: {rate:,.0f} records per CPU-second (bar: 5,000), "
            f"{ours.cpu / bare.cpu:.2f} times the bare loop, {ours.peak:.0f} MiB at most"
        )
    print(f"  memory for ten times as many: ratio {peaks[1] / peaks[0]:.2f}")
    return 0


def _home(name: str, url: str) -> Path:
    home = fresh(name)
    (home / "libraries").mkdir()
    (home / "libraries" / "bench.toml").write_text(
        f'name = {{ vi = "Đo", en = "Bench" }}\nprotocol = "oai-pmh"\nurl = "{url}"\nformat = "marc21"\n'
        'licence = "https://creativecommons.org/publicdomain/zero/1.0/"\n',
        encoding="utf-8",
    )
    return home


if __name__ == "__main__":
    sys.exit(main())
