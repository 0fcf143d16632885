"""How long the server takes for each page, with the demo's city: `python -m tests.bench.pages`.

Medians of ten, in this process, without a network; HOME is a folder where `pamong demo` has run.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS = 10


def main(home: str) -> None:
    os.environ["PAMONG_HOME"] = str(Path(home).expanduser())
    from mentoring import access, db
    from mentoring.web import make_app
    from mentoring.web.roles import WHO_MAY
    from tests.web import office, routes

    browser = office.Browser(make_app())
    with db.transaction() as session:
        account = access.acting(session, login="hr")
        token = access.sessions.begin(session, account=account, device="bench")
        session.flush()
        found = access.sessions.find(session, token=token)
        assert found is not None
        token = access.sessions.complete(session, before=found[0])
    browser.client.cookies.set("pamong", token)
    bonds, other = office.bonds(), str(office.pairs()[-1].mentor_id)
    for key, door in WHO_MAY.items():
        method, path = key.split(" ", 1)
        if method != "GET" or not isinstance(door, access.Deed) or "{upload_id}" in path:
            continue
        filled = routes.filled(path, mentorship_id=bonds[0].id, other_id=other)
        filled += f"?with={other}" if path.endswith("/compare") else ""
        took = []
        for _round in range(ROUNDS):
            begun = time.perf_counter()
            status = browser.client.get(filled).status_code
            took.append(time.perf_counter() - begun)
        median = statistics.median(took) * 1000
        print(f"{median:7.0f} ms (slowest {max(took) * 1000:.0f})  {status}  {path}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
