"""A real SRU server: Zebra with YAZ's front end, as Koha runs it, on loopback, with a test's records."""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

PROGRAMS = ("zebraidx", "zebrasrv")
MISSING = "Zebra is not installed (apt-get install idzebra-2.0 idzebra-2.0-utils yaz)"

_CFG = """\
profilePath: {home}:{tab}
modulePath: {modules}
register: {home}/register:200M
lockDir: {home}/register
recordType: dom.{home}/dom.xml
storeData: 1
storeKeys: 1
attset: bib1.att
"""
_DOM = """\
<dom xmlns="http://indexdata.com/zebra-2.0">
<input name="xml"><xmlreader level="1"/></input>
<extract name="index"><xslt stylesheet="{home}/index.xsl"/></extract>
<retrieve name="marcxml"/>
</dom>
"""
_XSL = """\
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:z="http://indexdata.com/zebra-2.0" xmlns:m="http://www.loc.gov/MARC21/slim">
<xsl:template match="/m:record">
<z:record z:id="{{m:controlfield[@tag='001']}}">
<z:index name="Local-number:w"><xsl:value-of select="m:controlfield[@tag='001']"/></z:index>
<z:index name="title:w"><xsl:value-of select="m:datafield[@tag='245']/m:subfield[@code='a']"/></z:index>
</z:record>
</xsl:template>
</xsl:stylesheet>
"""
_CQL = """\
set.cql = info:srw/cql-context-set/1/cql-v1.2
set.rec = info:srw/cql-context-set/2/rec-1.1
set.dc = info:srw/cql-context-set/1/dc-v1.1
set = info:srw/cql-context-set/1/dc-v1.1
{all_records}
index.cql.serverChoice = 1=title
index.rec.id = 1=Local-number
index.dc.title = 1=title
relation.< = 2=1
relation.le = 2=2
relation.eq = 2=3
relation.exact = 2=3
relation.ge = 2=4
relation.> = 2=5
relation.scr = 2=3
relation.* = 2=3
structure.* = 4=1
position.* = 3=3 6=1
truncation.* = 5=100
"""
_GFS = """\
<yazgfs>
<listen id="public">tcp:127.0.0.1:{port}</listen>
<server id="public" listenref="public">
<directory>{home}</directory>
<config>{home}/zebra.cfg</config>
<cql2rpn>{home}/cql.txt</cql2rpn>
{explain}
<retrievalinfo>
<retrieval syntax="xml" name="marcxml" identifier="info:srw/schema/1/marcxml-v1.1"/>
</retrievalinfo>
</server>
</yazgfs>
"""
_EXPLAIN = """\
<explain xmlns="http://explain.z3950.org/dtd/2.0/">
<serverInfo><host>127.0.0.1</host><port>{port}</port><database>biblios</database></serverInfo>
<schemaInfo><schema identifier="info:srw/schema/1/marcxml-v1.1" name="marcxml"/></schemaInfo>
</explain>
"""


def is_installed():
    return all(map(shutil.which, PROGRAMS))


@contextmanager
def serving(home: Path, collection: bytes, *, all_records: bool, explain: bool):
    """The address of the database `biblios` with the records of *collection*, a MARCXML file."""
    (home / "register").mkdir()
    (home / "records").mkdir()
    (home / "records" / "all.xml").write_bytes(collection)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = {
        "home": home,
        "port": port,
        "tab": "/usr/share/idzebra-2.0/tab",
        "modules": next(Path("/usr/lib").glob("**/idzebra-2.0/modules")),
        "all_records": "index.cql.allRecords = 1=_ALLRECORDS 2=103" if all_records else "",
        "explain": _EXPLAIN.format(port=port) if explain else "",
    }
    texts = {"zebra.cfg": _CFG, "dom.xml": _DOM, "index.xsl": _XSL, "cql.txt": _CQL, "gfs.xml": _GFS}
    for name, text in texts.items():
        (home / name).write_text(text.format(**words), encoding="utf-8")
    index = ["zebraidx", "-v", "none", "-c", str(home / "zebra.cfg"), "-d", "biblios"]
    subprocess.run([*index, "init"], check=True, capture_output=True, cwd=home)
    subprocess.run([*index, "update", "records"], check=True, capture_output=True, cwd=home)
    command = ["zebrasrv", "-v", "none", "-S", "-f", str(home / "gfs.xml")]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/biblios"
            _wait_for(address)
            yield address
        finally:
            server.kill()


def _wait_for(address: str):
    for _ in range(200):
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("Zebra does not answer")
