"""`pamong match what-if`: changes that nobody has made, solved beside a proposal."""

import time
from typing import Any
from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, db, people, programmes
from mentoring.commands import face, whom
from mentoring.errors import Refused, Unusable
from mentoring.programmes import Side, WhatIf, whatif
from mentoring.queue import Job
from mentoring.words import _, number

PATIENCE = 0.3  # seconds between two looks at what a worker does


@click.command(
    "what-if",
    help=_(
        "Andaikan ada yang berubah: hasilnya di samping usulan. Tidak ada yang berubah, kecuali "
        "dengan --take-over."
    ),
)
@click.option("--places", nargs=2, multiple=True, metavar=_("MENTOR JUMLAH"),
              help=_("Tempat mentor ini ditambah sekian."))  # fmt: skip
@click.option("--lock", nargs=2, multiple=True, metavar=_("MENTEE MENTOR"),
              help=_("Pasangan ini dikunci."))  # fmt: skip
@click.option("--ban", nargs=2, multiple=True, metavar=_("MENTEE MENTOR"),
              help=_("Pasangan ini dilarang."))  # fmt: skip
@click.option("--without", multiple=True, metavar=_("PEGAWAI"), help=_("Orang ini tidak ikut."))
@click.option("--mentor", multiple=True, metavar=_("PEGAWAI"), help=_("Ikut sebagai mentor."))
@click.option("--mentee", multiple=True, metavar=_("PEGAWAI"), help=_("Ikut sebagai mentee."))
@click.option("--rule", multiple=True, metavar=_("TEMPAT=NILAI"),
              help=_("Satu nilai kebijakan, misalnya pair.level=none."))  # fmt: skip
@click.option("--take-over", "reason", metavar=_("ALASAN"),
              help=_("Buat perubahannya sungguhan dan minta usulan baru."))  # fmt: skip
@face.programme_option
@face.run_option
@face.as_json
def what_if(
    reason: str | None, code: str | None, number: int | None, json_out: bool, **asked: Any
) -> None:
    with face.acting(access.Deed.RUN, looking=True) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        changes = _changes(session, account, found, asked)
    whatif.require_possible(
        programme_id=found.id, changes=changes, reason=_("pengandaian"), by=account.id
    )
    with face.acting(access.Deed.RUN) as (session, account):
        row = whatif.ask(session, programme=found, run=run, changes=changes, by=account.id)
    row = _answered(row)
    with face.acting(access.Deed.READ) as (session, _account):
        names = {p.id: p.name for p in people.profiles(session, ids=_everybody(row))}
    if json_out:
        face.show_json({"id": row.id, "changes": row.changes, **row.answer})
    else:
        _tell(row, names)
    if reason is not None:
        _take_over(row, reason)


def _changes(
    session: Session,
    account: access.Account,
    found: programmes.Programme,
    asked: dict[str, Any],
) -> list[whatif.Change]:
    def one(text: str, side: Side | None = None) -> UUID:
        return whom.person(session, account, text, programme=found, side=side).id

    said = [f"places:{one(who, Side.MENTOR)}:{more}" for who, more in asked["places"]]
    for kind in ("lock", "ban"):
        said += [f"{kind}:{one(a, Side.MENTEE)}:{one(b, Side.MENTOR)}" for a, b in asked[kind]]
    said += [f"leave:{one(who)}" for who in asked["without"]]
    said += [f"join:{one(who)}:{side}" for side in Side for who in asked[side]]
    for rule in asked["rule"]:
        path, equals, value = rule.partition("=")
        if not equals:
            raise Unusable(_("«{rule}» bukan TEMPAT=NILAI.", rule=rule))
        said.append(f"rule:{path.strip()}:{value.strip()}")
    return [whatif.read_change(text) for text in said]


def _answered(row: WhatIf) -> WhatIf:
    """Solved here, unless a worker was faster; then wait for it."""
    assert row.job_id is not None
    with face.progress(_("Memadankan")) as tell:
        while True:
            whatif.work_on_what_if(job_id=row.job_id, progress=tell)
            with db.transaction(reads=True) as session:
                now = session.get_one(WhatIf, row.id)
                job = session.get(Job, row.job_id)
            if now.ended_at is not None or job is None or job.state in {"dead", "cancelled"}:
                break
            time.sleep(PATIENCE)
    if not now.answer:
        raise Refused(now.error_text or _("Kesalahan tak terduga."))
    return now


def _everybody(row: WhatIf) -> list[UUID]:
    lines = [line for name in ("gains", "loses", "moves") for line in row.answer[name]]
    shown = {UUID(part) for line in lines for part in line if isinstance(part, str)}
    return [*shown, *(i for text in row.changes for i in whatif.read_change(text).people)]


def _tell(row: WhatIf, names: dict[UUID, str]) -> None:
    for text in row.changes:
        change = whatif.read_change(text)
        said = whatif.sentence_of(change, names=names, rule_words=lambda p, v: f"{p} = {v}")
        click.echo(f"- {said}")
    a, b = row.answer["before"], row.answer["after"]
    face.show_table(
        _("Berdampingan"),
        ["", _("Usulan"), _("Andaian")],
        [
            (_("Mentee mendapat mentor"), number(a["matched"]), number(b["matched"])),
            (_("Mentee menunggu"), number(a["mentees"] - a["matched"]),
             number(b["mentees"] - b["matched"])),
            (_("Jumlah skor"), programmes.points(a["total"]), programmes.points(b["total"])),
            (_("Skor terendah"), *(None if x["worst"] is None else programmes.points(x["worst"])
                                   for x in (a, b))),
        ],
    )  # fmt: skip
    name = {str(who): said for who, said in names.items()}
    for title, rows in (
        (_("Mendapat mentor"), [(name[m], None, name[o]) for m, o, _p in row.answer["gains"]]),
        (_("Kehilangan mentor"), [(name[m], name[o], None) for m, o, _p in row.answer["loses"]]),
        (_("Berganti mentor"),
         [(name[m], name[o], name[n]) for m, o, n, _p, _q in row.answer["moves"]]),
    ):  # fmt: skip
        if rows:
            headers = [_("Mentee"), _("Mentor dalam usulan"), _("Mentor dalam andaian")]
            face.show_table(f"{title}: {number(len(rows))}", headers, rows)


def _take_over(row: WhatIf, reason: str) -> None:
    with face.acting(access.Deed.SHAPE) as (session, account):
        run = whatif.take_over(
            session, what_if=session.get_one(WhatIf, row.id), reason=reason, by=account.id
        )
    click.echo(
        _("Perubahan dibuat; proses nomor {number} menunggu. Jalankan `pamong match run`.",
          number=run.number),
        err=True,
    )  # fmt: skip
