"""Verbs that change letters that are there: number, file what was signed, revoke."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from mentoring import audit, clock, db
from mentoring.errors import NotNow, Refused, Unusable
from mentoring.letters import materials
from mentoring.letters.queries import head_of, live_letters
from mentoring.letters.signing import require_pdf
from mentoring.letters.spoken import state_word
from mentoring.letters.tables import Letter, LetterFile
from mentoring.letters.values import State
from mentoring.words import _, number

LONGEST_REASON = 300


def give_number(session: Session, *, letter: Letter, said: str, dated: date, by: UUID) -> None:
    """Give a letter its number and date, or mend them while it is not signed.

    Raises:
        NotNow: it is signed or revoked.
        Refused: another letter has that number, or the letterhead is not filled in.
        Unusable: no number, or one too long.
    """
    _hold(session, letter)
    said = " ".join(said.split())
    if not 0 < len(said) <= 100:
        raise Unusable(_("Nomor surat kosong atau lebih dari 100 huruf."))
    if letter.state not in {State.CONCEPT, State.NUMBERED}:
        raise NotNow(_("Surat ini {state}; nomornya tetap.", state=state_word(letter.state)))
    blanks = head_of(session, letter=letter).blanks()
    if blanks:
        raise Refused(
            _("Kop surat belum lengkap."),
            remedy=_("Isi dengan `pamong letter head --use BERKAS`, lalu buat surat sekali lagi."),
            details=tuple(blanks),
        )
    taken = select(Letter.serial).where(
        Letter.number == said, Letter.state != State.REVOKED, Letter.id != letter.id
    )
    if session.exec(taken).first() is not None:
        raise Refused(_("Nomor «{number}» sudah dipakai surat lain.", number=said))
    letter.number, letter.dated, letter.state = said, dated, State.NUMBERED
    _changed(session, letter, "letter.number", by, dated=dated.isoformat())


def file_signed(
    session: Session,
    *,
    letter: Letter,
    content: bytes,
    by: UUID,
    bears_code: bool,
    confirmed: bool = False,
) -> None:
    """Keep the signed file with its hash. The same file a second time changes nothing.

    Args:
        bears_code: the letter's own code was found in it, see `bearing.bears_code`.
        confirmed: the officer has looked and says it is this letter (a scan has no text).

    Raises:
        Unusable: no PDF, or too large a one.
        Refused: it bears no code of this letter, and nobody has confirmed it.
        NotNow: the letter has no number yet, is revoked, or another file is here already.
    """
    require_pdf(content)
    if not (bears_code or confirmed):
        raise _of_another_letter(letter)
    _hold(session, letter)
    mark = materials.sha256(content)
    there = session.exec(
        select(LetterFile).where(LetterFile.letter_id == letter.id, LetterFile.name == "signed")
    ).first()
    if there is not None and there.sha256 == mark:
        return
    if there is not None:
        raise NotNow(
            _("Surat ini sudah mempunyai berkas bertanda tangan."),
            remedy=_("Bila keliru, cabut surat ini dan buat penggantinya."),
        )
    if letter.state != State.NUMBERED:
        raise NotNow(
            _("Surat ini {state}.", state=state_word(letter.state)),
            remedy=_("Beri nomor dan tanggal dahulu dengan `pamong letter number`."),
        )
    put_file(session, letter=letter, name="signed", content=content, mark=mark, by=by)
    letter.state = State.SIGNED
    checked = "code" if bears_code else "by hand"
    _changed(session, letter, "letter.sign", by, sha256=mark, checked=checked)


def _of_another_letter(letter: Letter) -> Refused:
    return Refused(
        _("PDF ini tidak memuat kode surat nomor urut {serial}.", serial=letter.serial),
        remedy=_("Periksa berkasnya. Bila benar (misalnya hasil pindaian), nyatakan itu."),
    )


def revoke(
    session: Session, *, letter: Letter, reason: str, by: UUID, replaced_by: UUID | None = None
) -> None:
    """The letter holds no longer. Its verify page says so from now on."""
    _hold(session, letter)
    said = _grounds(reason)
    if letter.state == State.REVOKED:
        raise NotNow(_("Surat ini sudah dicabut sebelumnya."))
    letter.state, letter.revoked_reason, letter.replaced_by = State.REVOKED, said, replaced_by
    _changed(session, letter, "letter.revoke", by, reason=said)


def revoke_of_run(session: Session, *, run_id: UUID, reason: str, by: UUID) -> int:
    """Revoke every letter of a run whose approval was taken back. Returns how many."""
    letters = live_letters(session, run_id=run_id)
    for letter in letters:
        revoke(session, letter=letter, reason=reason, by=by)
    return len(letters)


def _hold(session: Session, letter: Letter) -> None:
    """See it as it is now; of two officers at once the second one waits."""
    session.refresh(letter, with_for_update=db.HELD)


def _grounds(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Unusable(_("Alasan wajib diisi."), remedy=_('Tulis --reason "…".'))
    if len(said) > LONGEST_REASON:
        raise Unusable(_("Alasan paling panjang {most} huruf.", most=number(LONGEST_REASON)))
    return said


def put_file(
    session: Session, *, letter: Letter, name: str, content: bytes, mark: str, by: UUID
) -> None:
    """Keep a file of a letter; another one of that name gives way."""
    row = session.exec(
        select(LetterFile).where(LetterFile.letter_id == letter.id, LetterFile.name == name)
    ).first()
    if row is None:
        row = LetterFile(
            letter_id=letter.id,
            name=name,
            sha256=mark,
            content=content,
            put_by=by,
            put_at=clock.now(),
        )
    row.sha256, row.content, row.put_by, row.put_at = mark, content, by, clock.now()
    session.add(row)


def noted(session: Session, letter: Letter, action: str, by: UUID, **details: str) -> None:
    """One entry of the trail about a letter: no name, no NIP, no number of a person."""
    reason = details.pop("reason", "")
    audit.record(
        session,
        actor_id=by,
        action=action,
        subject="letter",
        subject_id=letter.id,
        reason=reason,
        kind=letter.kind,
        serial=letter.serial,
        **details,
    )


def _changed(session: Session, letter: Letter, action: str, by: UUID, **details: str) -> None:
    letter.changed_at = clock.now()
    session.add(letter)
    session.flush()
    noted(session, letter, action, by, **details)


def note_written(session: Session, *, chosen: Sequence[Letter], form: str, by: UUID) -> None:
    """Somebody took these letters out as files: they name people by NIP, so the trail says it."""
    audit.record(
        session,
        actor_id=by,
        action="letter.write",
        subject="letter",
        subject_id=chosen[0].id if len(chosen) == 1 else None,
        form=form,
        count=len(chosen),
        serials=[x.serial for x in chosen[:50]],
    )
