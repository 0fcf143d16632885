"""`pamong mentorship meetings`."""

import click

from mentoring import access, clock, guidance, programmes
from mentoring.commands import face, whom
from mentoring.programmes import Side
from mentoring.words import _, number


@click.command(help=_("Pertemuan seorang mentee dengan mentornya."))
@click.argument("mentee", metavar=_("MENTEE"))
@face.programme_option
@face.as_json
def meetings(mentee: str, code: str | None, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        who = whom.person(session, account, mentee, programme=found, side=Side.MENTEE)
        bond = programmes.mentorship_of(session, programme=found, mentee_id=who.id)
        rows = guidance.meetings_of(session, mentorship_id=bond.id)
        sums = guidance.total(session, mentorship_id=bond.id)
    if json_out:
        # Without notes: what the two talked about is theirs.
        face.show_json(
            [
                {
                    "id": m.id, "at": m.starts_at, "minutes": m.minutes, "mode": m.mode,
                    "state": m.state, "topics": m.topics,
                }
                for m in rows
            ]
        )  # fmt: skip
        return
    face.show_table(
        _(
            "Pertemuan: {count} tercatat, {minutes} menit dikonfirmasi",
            count=number(sums.recorded), minutes=number(sums.minutes),
        ),
        [_("Waktu"), _("Menit"), _("Cara"), _("Keadaan")],
        [
            (
                clock.spoken(m.starts_at),
                m.minutes or "",
                guidance.mode_word(m.mode),
                guidance.meeting_word(m.state),
            )
            for m in rows
        ],
    )  # fmt: skip
