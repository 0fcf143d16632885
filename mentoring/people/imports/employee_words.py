"""What the words in an employee file mean: status, kind of job, kind of civil servant."""

from mentoring.people.reference import statuses
from mentoring.people.tables import Kind
from mentoring.sheets import BadCell, Cell, Severity, folded, parsers

JOB_TYPES = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "Jabatan Struktural": "1",
    "Struktural": "1",
    "Jabatan Manajerial": "1",
    "Manajerial": "1",
    "Jabatan Fungsional Tertentu": "2",
    "Fungsional Tertentu": "2",
    "Jabatan Fungsional": "2",
    "Fungsional": "2",
    "JFT": "2",
    "JF": "2",
    "Jabatan Rangkap (Struktural dan Fungsional)": "3",
    "Jabatan Rangkap": "3",
    "Jabatan Fungsional Umum": "4",
    "Fungsional Umum": "4",
    "JFU": "4",
    "Jabatan Pelaksana": "4",
    "Pelaksana": "4",
}
SEXES = {
    "M": 1,
    "L": 1,
    "Laki-laki": 1,
    "Pria": 1,
    "1": 1,
    "LK": 1,
    "F": 2,
    "P": 2,
    "Perempuan": 2,
    "Wanita": 2,
    "2": 2,
    "W": 2,
    "PR": 2,
}
CANDIDATE = {"C": True, "CPNS": True, "P": False, "PNS": False}

_read_job_type = parsers.choice(JOB_TYPES)
_read_candidate = parsers.choice(CANDIDATE)
sex = parsers.choice(SEXES)


def job_type(cell: Cell) -> str | None:
    """An unknown kind of job is worth a warning only: the job's own name usually says it."""
    if folded(str(cell)) in ("", "0", "00", "none", "null"):
        return None
    try:
        return _read_job_type(cell)
    except BadCell as bad:
        raise BadCell(bad.code, bad.reason, bad.remedy, severity=Severity.WARNING) from None


def candidate(cell: Cell) -> bool | None:
    """True for CPNS. Files of PPPK carry other words here: none of them says anything."""
    said = folded(str(cell))
    if "pppk" in said or "p3k" in said or said == "aktif":
        return None
    try:
        return _read_candidate(cell)
    except BadCell as bad:
        raise BadCell(bad.code, bad.reason, bad.remedy, severity=Severity.WARNING) from None


def status_code(code: str | None, name: str | None) -> str | None:
    """Kedudukan hukum as its code, from the code or the words; None when neither is known."""
    if code and code in statuses():
        return code
    said = folded(name or "")
    known = {folded(words): found for found, words in statuses().items()}
    if said in known:
        return known[said]  # some of the names begin with «PNS»
    for kind in ("pppkparuhwaktu", "pppk", "pns", "cpns"):
        said = said.removeprefix(kind)
    known |= {
        "cutidiluartanggungannegara": "02",
        "mpp": "20",
        "berhenti": "66",
        "aktifbekerja": "01",
    }
    known |= {folded(statuses()["51"]).removeprefix("cpns"): "51", "meninggaldunia": "88"}
    return known.get(said)


def kind_words(*words: str | None) -> Kind | None:
    """PPPK or PPPK paruh waktu, where the words of a row say so."""
    said = " ".join(folded(w) for w in words if w)
    if "paruhwaktu" in said or "parttime" in said:
        return Kind.PPPK_PART_TIME
    if "pppk" in said or "p3k" in said or "pegawaipemerintahdenganperjanjiankerja" in said:
        return Kind.PPPK
    return None


def echelon_id(cell: Cell) -> tuple[str, bool]:
    """ESELON ID as («II.b», False); True marks id 10, the highest of all (JPT Utama)."""
    code = parsers.code(2)(cell)
    return parsers.echelon(code), code == "10"
