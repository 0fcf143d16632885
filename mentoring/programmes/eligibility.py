"""Who may take part: small named rules about one person. Every «no» carries its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mentoring import people
from mentoring.programmes.policy import Rules
from mentoring.programmes.tables import Side
from mentoring.words import _

ACTIVE, AWAITING_DECREE = "01", "51"
RATING_FLOOR = {"sangat_baik": 1, "baik": 2, "butuh_perbaikan": 3, "any": 5}
LEVELS_OF_M6 = range(6)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person as the rules see them, on the day the programme is looked at."""

    profile: people.Profile
    begins_on: date
    ends_on: date
    today: date
    predicate: int | None  # last predikat kinerja, 1 Sangat Baik .. 5 Sangat Kurang
    sanction: str | None  # active discipline grade
    absent: bool  # a leave overlaps the period
    m6_level: int | None  # None: no level at all
    m6_assumed: bool
    places: int  # capacity over all programmes
    taken: int  # live mentorships over all programmes, those this run may move left out
    excluded: str | None


@dataclass(frozen=True, slots=True)
class PersonRule:
    """One reason why a person cannot take part on one side."""

    code: str
    blocks: Callable[[Candidate, Rules], bool]
    sentence: Callable[[Rules], str]


def _junior(who: Candidate, rules: Rules) -> bool:
    if who.profile.job_group in rules.mentor.senior_job_groups:
        return False
    needed, months = 12 * rules.mentor.min_service_years, who.profile.service_months
    return needed > 0 and (months is None or months < needed)


def _rated_low(who: Candidate, rules: Rules) -> bool:
    return who.predicate is not None and (
        who.predicate > RATING_FLOOR[rules.mentor.rating_at_least]
    )


def _unrated(who: Candidate, rules: Rules) -> bool:
    return who.predicate is None and rules.mentor.without_rating == "refuse"


def _m6_low(who: Candidate, rules: Rules) -> bool:
    needed = rules.mentor.min_m6_level
    if not needed:
        return False
    if who.m6_level is None or (who.m6_assumed and rules.mentor.m6_assessed_only):
        return True
    return who.m6_level < needed


def _retires(who: Candidate, _rules: Rules) -> bool:
    return who.profile.retires_on is not None and who.profile.retires_on <= who.ends_on


def _old_hand(who: Candidate, rules: Rules) -> bool:
    limit, since = rules.mentee.newcomer_months, who.profile.appointed_on
    if not limit:
        return False
    if since is None:
        return True
    return (who.today.year - since.year) * 12 + who.today.month - since.month > limit


EXCLUDED = PersonRule(
    "excluded", lambda w, _r: w.excluded is not None, lambda _r: _("dikecualikan oleh petugas")
)
LEFT = PersonRule(
    "left",
    lambda w, _r: w.profile.left_on is not None,
    lambda _r: _("tidak lagi bekerja di instansi ini"),
)
RETIREMENT = PersonRule(
    "retirement", _retires, lambda _r: _("mencapai batas usia pensiun sebelum program berakhir")
)
LEAVE = PersonRule(
    "leave", lambda w, _r: w.absent, lambda _r: _("cuti atau tugas belajar dalam masa program")
)

MENTOR_RULES = (
    EXCLUDED,
    LEFT,
    PersonRule(
        "status",
        lambda w, _r: w.profile.status_code != ACTIVE,
        lambda _r: _("kedudukan hukum bukan Aktif"),
    ),
    PersonRule(
        "candidate",
        lambda w, _r: w.profile.kind == people.Kind.CPNS,
        lambda _r: _("masih CPNS"),
    ),
    PersonRule(
        "pppk_mentor",
        lambda w, r: not r.mentor.pppk and w.profile.kind.startswith("pppk"),
        lambda _r: _("PPPK belum diizinkan menjadi mentor pada kebijakan ini"),
    ),
    PersonRule(
        "seniority",
        _junior,
        lambda r: _(
            "masa kerja kurang dari {years} tahun dan bukan jenjang senior",
            years=r.mentor.min_service_years,
        ),
    ),
    PersonRule("rating", _rated_low, lambda _r: _("predikat kinerja terakhir di bawah syarat")),
    PersonRule("no_rating", _unrated, lambda _r: _("predikat kinerja belum ada")),
    PersonRule(
        "discipline",
        lambda w, r: w.sanction is not None and w.sanction in r.mentor.discipline_blocks,
        lambda _r: _("sedang menjalani hukuman disiplin"),
    ),
    RETIREMENT,
    LEAVE,
    PersonRule(
        "m6",
        _m6_low,
        lambda r: _(
            "level «Pengembangan Diri dan Orang Lain» (M.6) belum terbukti mencapai {level}",
            level=r.mentor.min_m6_level,
        ),
    ),
    PersonRule("no_capacity", lambda w, _r: w.places == 0, lambda _r: _("kapasitas ditetapkan 0")),
    PersonRule(
        "full",
        lambda w, _r: 0 < w.places <= w.taken,
        lambda _r: _("semua tempatnya sudah terpakai"),
    ),
)

MENTEE_RULES = (
    EXCLUDED,
    LEFT,
    PersonRule(
        "status",
        lambda w, _r: w.profile.status_code not in {ACTIVE, AWAITING_DECREE},
        lambda _r: _("kedudukan hukum bukan Aktif"),
    ),
    PersonRule(
        "kind",
        lambda w, r: w.profile.kind not in r.mentee.kinds,
        lambda _r: _("jenis pegawai ini tidak diikutkan oleh kebijakan"),
    ),
    PersonRule(
        "newcomer",
        _old_hand,
        lambda r: _("diangkat lebih dari {months} bulan lalu", months=r.mentee.newcomer_months),
    ),
    RETIREMENT,
    LEAVE,
)


def rules_of(side: Side) -> tuple[PersonRule, ...]:
    """The rules for one side, in the order in which reasons are told."""
    return MENTOR_RULES if side is Side.MENTOR else MENTEE_RULES


def objections(who: Candidate, rules: Rules, *, side: Side) -> Iterator[PersonRule]:
    """Every rule that says no to this person on this side."""
    return (rule for rule in rules_of(side) if rule.blocks(who, rules))


def person_sentence(code: str, rules: Rules, *, side: Side) -> str:
    """The reason of one code as people read it."""
    return next(rule.sentence(rules) for rule in rules_of(side) if rule.code == code)


def notes(who: Candidate) -> list[str]:
    """What should be looked at by a person, though no rule forbids it."""
    found = []
    if who.predicate is None:
        found.append("verify_rating")
    if who.sanction == "R":
        found.append("light_sanction")
    if who.profile.retires_on is None:
        found.append("verify_retirement")
    return found


def note_sentence(code: str) -> str:
    """A note as people read it."""
    return {
        "verify_rating": _("predikat kinerja perlu diverifikasi"),
        "light_sanction": _("ada hukuman disiplin ringan yang masih berlaku"),
        "verify_retirement": _("tanggal pensiun perlu diverifikasi"),
    }[code]
