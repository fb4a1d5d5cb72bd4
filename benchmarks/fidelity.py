"""Core recall and precision against LC's converter, fact by fact, where the judge is at hand."""

import subprocess
import sys

from measured import ROOT, STYLESHEETS, fresh, opendata, records_file, run, write_records

JUDGE = ROOT.parent / "shared" / "tools" / "bibframe_oracle.py"


def main() -> None:
    if not JUDGE.is_file():
        print("fidelity: the judge (bibframe_oracle.py) is not at hand; not measured")
        return
    folder = fresh("fidelity")
    source, ours = folder / "records.xml", folder / "ours.nq"
    write_records(source, records_file())
    run(opendata("convert", source, "--to", "nquads", "-o", ours))
    command = [sys.executable, JUDGE, "score", "--marcxml", source, "--xsl", STYLESHEETS, "--candidate", ours]
    ignore = ["--ignore-under", "http://127.0.0.1:8000/heading/"]
    print("fidelity against LC's stylesheets, every fact counted")
    subprocess.run([*map(str, command), "--top", "0"], check=True)
    print("without the links to shared headings")
    subprocess.run([*map(str, command), *ignore, "--top", "0"], check=True)


if __name__ == "__main__":
    main()
