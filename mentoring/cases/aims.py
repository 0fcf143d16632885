"""What a case is about: something that is there, and that concerns this very person."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from mentoring import competencies, programmes
from mentoring.cases.spoken import fields
from mentoring.cases.states import Kind
from mentoring.errors import Unusable
from mentoring.programmes import LIVE, Mentorship, Programme, Side
from mentoring.words import _, number

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Aim:
    """What the row keeps of it."""

    about: str
    programme_id: UUID | None = None
    wanted: str = ""


def aim_at(session: Session, *, person_id: UUID, kind: Kind, about: str, wanted: str) -> Aim:
    """Check what a case is about. Raises Unusable when it is not this person's."""
    if kind is Kind.PAIR:
        return _pair(session, person_id, about)
    if kind is Kind.NOBODY:
        return _nobody(session, person_id, about)
    if kind is Kind.GAP:
        return _gap(session, about)
    return _correction(about, wanted)


def _pair(session: Session, person_id: UUID, about: str) -> Aim:
    found = session.get(Mentorship, _id(about))
    if found is None or found.mentee_id != person_id:
        raise _not_yours()
    if found.state not in LIVE:
        raise Unusable(_("Pendampingan ini sudah berakhir."))
    return Aim(str(found.id), found.programme_id)


def _nobody(session: Session, person_id: UUID, about: str) -> Aim:
    programme = session.get(Programme, _id(about))
    if programme is None:
        raise _not_yours()
    seats = programmes.participants(session, programme=programme)
    if not any(s.employee_id == person_id and s.side == Side.MENTEE for s in seats):
        raise _not_yours()
    live = programmes.mentorships(session, programme=programme, states=[str(s) for s in LIVE])
    if any(m.mentee_id == person_id for m in live):
        raise Unusable(
            _("Pegawai ini sudah mempunyai mentor."),
            remedy=_("Ajukan keberatan terhadap pasangannya."),
        )
    return Aim(str(programme.id), programme.id)


def _gap(session: Session, about: str) -> Aim:
    names = programmes.competency_names(competencies.dictionary(session))
    if about not in names:
        raise Unusable(_("Kompetensi itu tidak ada dalam kamus."), remedy=_("Pilih dari daftar."))
    return Aim(about)


def _correction(about: str, wanted: str) -> Aim:
    if about not in fields():
        raise Unusable(_("Data itu tidak dikenal."), remedy=_("Pilih dari daftar."))
    wanted = wanted.strip()
    if not wanted or len(wanted) > LONGEST:
        raise Unusable(
            _("Isi yang benar wajib ditulis, paling panjang {most} huruf.", most=number(LONGEST))
        )
    return Aim(about, wanted=wanted)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _not_yours() from None


def _not_yours() -> Unusable:
    return Unusable(
        _("Yang diajukan tidak ada, atau bukan milik pegawai ini."), remedy=_("Pilih dari daftar.")
    )
