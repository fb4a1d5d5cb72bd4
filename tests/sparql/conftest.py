"""A small catalogue in a checkpoint, a pool on it, and a real server on a loopback port."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import flask
import pytest
import waitress
from waitress import wasyncore

from sparql.blueprint import blueprint
from sparql.endpoint import Endpoint
from sparql.examples import Example
from sparql.pool import WorkerPool
from sparql.store import Store

BF = "http://id.loc.gov/ontologies/bibframe/"
BASE = "http://data.example.vn/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

TITLES = {
    "1": "Truyện Kiều",
    "2": "Đường về xứ Huế",
    "3": 'Tắt "đèn"',
    "4": "Số đỏ\\nmột chuyện",
    "5": "Dế Mèn phiêu lưu ký",
}


EXAMPLE = Example(
    name="titles",
    audience="librarian",
    titles={"vi": "Nhan đề", "en": "Titles"},
    texts={"vi": "Mọi nhan đề <nhé>.", "en": "All <titles>."},
    view="table",
    query=f"PREFIX bf: <{BF}>\nSELECT ?node ?title {{ ?node bf:mainTitle ?title }} ORDER BY ?title\n",
)


def catalogue() -> list[str]:
    """A few dozen statements about five books."""
    statements = []
    for number, title in TITLES.items():
        record = f"{BASE}record/nlv/{number}"
        statements += [
            f"<{record}#Work> {TYPE} <{BF}Work>",
            f"<{record}#Work> <{BF}title> <{record}#title>",
            f"<{record}#title> {TYPE} <{BF}Title>",
            f'<{record}#title> <{BF}mainTitle> "{title}"@vi'.replace('"đèn"', '\\"đèn\\"'),
            f"<{record}#Instance> {TYPE} <{BF}Instance>",
            f"<{record}#Instance> <{BF}instanceOf> <{record}#Work>",
            f'<{record}#Instance> <{BF}count> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer>',
        ]
    return statements


def write_checkpoint(folder: Path, name: str, statements: list[str]) -> Path:
    """A checkpoint that holds these statements."""
    store = Store.open(folder / f"store-{name}")
    store.apply([], statements, "")
    store.checkpoint(folder / name)
    store.close()
    return folder / name


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("releases"), "release-1", catalogue())


@pytest.fixture(scope="session")
def next_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    more = [f'<{BASE}record/nlv/6#title> <{BF}mainTitle> "Chí Phèo"@vi']
    return write_checkpoint(tmp_path_factory.mktemp("releases"), "release-2", catalogue() + more)


@pytest.fixture
def pools(checkpoint: Path) -> Iterator[Callable[..., WorkerPool]]:
    """Makes pools on the checkpoint, and closes them."""
    made: list[WorkerPool] = []

    def make(**options: float) -> WorkerPool:
        made.append(WorkerPool(checkpoint, **{"workers": 2, "timeout": 20, **options}))  # type: ignore[arg-type]
        for worker in made[-1]._idle:
            worker.wait_until_ready()
        return made[-1]

    yield make
    for pool in made:
        pool.close()


class RunningServer:
    """A waitress server in a thread."""

    def __init__(self, pool: WorkerPool) -> None:
        endpoint = Endpoint(pool=lambda: pool, prefixes={"bf": BF}, examples=(EXAMPLE,))
        app = flask.Flask("endpoint")
        app.register_blueprint(blueprint(endpoint), url_prefix="/sparql")
        self._sockets: dict[int, object] = {}
        self._server = waitress.create_server(
            app, host="127.0.0.1", port=0, threads=32, channel_request_lookahead=1, map=self._sockets
        )
        self.pool = pool
        self.port = int(self._server.effective_port)
        self.url = f"http://127.0.0.1:{self.port}/sparql"
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopping.is_set():
            wasyncore.loop(timeout=0.05, map=self._sockets, count=1)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets)

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[[WorkerPool], RunningServer]]:
    """Serves pools, and stops."""
    running: list[RunningServer] = []

    def start(pool: WorkerPool) -> RunningServer:
        running.append(RunningServer(pool))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="module")
def server(checkpoint: Path) -> Iterator[RunningServer]:
    """One server for tests that leave it as it was."""
    pool = WorkerPool(checkpoint, workers=2, timeout=20, max_rows=1000, memory=1 << 30)
    running = RunningServer(pool)
    yield running
    running.stop()
    pool.close()
