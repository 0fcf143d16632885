"""TLS before a server that has none (the wheel's Valkey is built without): what stunnel does."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def tunnel(port: int, certificate: Path) -> Iterator[int]:
    """A loopback port that speaks TLS and passes everything on to this one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    ear = socket.create_server(("127.0.0.1", 0))
    lines: list[socket.socket] = [ear]

    def listen() -> None:
        with suppress(OSError):
            while True:
                plain, _where = ear.accept()
                threading.Thread(target=carry, args=(plain,), daemon=True).start()

    def carry(plain: socket.socket) -> None:
        with suppress(OSError):
            client = context.wrap_socket(plain, server_side=True)
            server = socket.create_connection(("127.0.0.1", port))
            lines.extend((client, server))
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=pour, args=(source, sink), daemon=True).start()

    def pour(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield ear.getsockname()[1]
    finally:
        for line in lines:
            line.close()
