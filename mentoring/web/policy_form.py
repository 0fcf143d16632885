"""The policy as fields of a form: a question in plain words for every value that matters."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from mentoring import people
from mentoring.words import _

Kind = Literal["number", "one", "many", "yes"]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the policy: where it stands, what it asks, and what it may be."""

    path: str
    label: str
    kind: Kind
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    value: Any = None


def groups() -> list[tuple[str, str, list[Field]]]:
    """Title, one sentence, and the fields."""
    return [
        (_("Siapa boleh menjadi mentor"), _("Setiap syarat disebut sebagai alasan."), _mentor()),
        (_("Siapa yang didampingi"), _("Urutan kelas ada pada teks lengkap."), _mentee()),
        (_("Pasangan mana yang boleh"), _("«Wajib» dan «dilarang» selalu ditaati."), _pair()),
        (
            _("Bobot skor"),
            _("Jumlahnya 100. Umur, jenis kelamin, dan agama tidak pernah dinilai."),
            _weights(),
        ),
        (
            _("Keadilan, jawaban, dan pemadanan ulang"),
            _("Lantai menjaga agar tidak ada yang mendapat pasangan jauh lebih buruk."),
            _rest(),
        ),
    ]  # fmt: skip


def fields() -> list[Field]:
    """All of them."""
    return [field for _title, _about, part in groups() for field in part]


def filled(rules: dict[str, Any], typed: dict[str, Any]) -> list[tuple[str, str, list[Field]]]:
    """The groups with the values in force, or those just typed."""
    return [
        (title, about, [replace(f, value=typed.get(f.path, _stored(rules, f.path))) for f in part])
        for title, about, part in groups()
    ]


def value_of(field: Field, said: str, several: list[str]) -> Any:
    """What was typed, as the policy wants it; None: not a number."""
    if field.kind == "many":
        known = {value for value, _word in field.options}
        return [value for value in several if value in known]
    if field.kind == "yes":
        return said == "yes"
    if field.kind == "one":
        return int(said) if said.isdigit() else said
    text = said.strip()
    return int(text) if text.lstrip("-").isdigit() else None


def _stored(rules: dict[str, Any], path: str) -> Any:
    value: Any = rules
    for key in path.split("."):
        value = value[key]
    return value


def _kinds() -> tuple[tuple[str, str], ...]:
    order = (people.Kind.CPNS, people.Kind.PNS, people.Kind.PPPK, people.Kind.PPPK_PART_TIME)
    return tuple((str(kind), people.kind_word(kind)) for kind in order)


def _stances() -> tuple[tuple[str, str], ...]:
    return (
        ("required", _("wajib")),
        ("preferred", _("diutamakan")),
        ("allowed", _("boleh")),
        ("forbidden", _("dilarang")),
    )


def _mentor() -> list[Field]:
    ratings = (
        ("sangat_baik", _("Sangat Baik")),
        ("baik", _("Baik")),
        ("butuh_perbaikan", _("Butuh Perbaikan")),
        ("any", _("semua predikat")),
    )
    return [
        Field("mentor.min_service_years", _("Masa kerja paling sedikit (tahun)"), "number",
              _("Jenjang senior boleh kurang dari ini.")),
        Field("mentor.rating_at_least", _("Predikat kinerja paling rendah"), "one",
              _("Dari predikat tahunan yang terakhir diimpor."), ratings),
        Field("mentor.without_rating", _("Bila predikat belum ada"), "one",
              _("Misalnya karena berkas predikat belum diimpor."),
              (("verify", _("boleh, dengan catatan")), ("refuse", _("tidak boleh")))),
        Field("mentor.min_m6_level", _("Level mengembangkan orang lain (M.6)"), "number",
              _("2: memberi contoh; 3: membimbing; 0: tidak disyaratkan.")),
        Field("mentor.default_capacity", _("Mentee per mentor"), "number",
              _("Berlaku bila seorang mentor tidak diberi kapasitas sendiri.")),
        Field("mentor.pppk", _("PPPK boleh menjadi mentor"), "yes",
              _("Tanpa centang hanya PNS yang menjadi mentor.")),
    ]  # fmt: skip


def _mentee() -> list[Field]:
    return [
        Field("mentee.kinds", _("Jenis pegawai"), "many",
              _("Hanya jenis yang dicentang yang didampingi."), _kinds()),
        Field("mentee.newcomer_months", _("Diangkat paling lama berapa bulan lalu"), "number",
              _("0: tanpa batas.")),
    ]  # fmt: skip


def _pair() -> list[Field]:
    return [
        Field("pair.same_field", _("Rumpun jabatan sama"), "one",
              _("Mentor mengenal pekerjaan mentee dari dekat."), _stances()),
        Field("pair.same_unit", _("Unit kerja sama"), "one",
              _("Mudah bertemu, tetapi pilihan mentornya sedikit."), _stances()),
        Field("pair.same_opd", _("OPD sama"), "one",
              _("Bila wajib, OPD tanpa mentor tidak dapat dilayani OPD lain."), _stances()),
        Field("pair.same_location", _("Lokasi kerja sama"), "one",
              _("Kecamatan atau kota tempat unit kerja berada."), _stances()),
        Field("pair.direct_superior", _("Mentor adalah atasan langsung"), "one",
              _("Atasan menilai kinerja; mentee lebih leluasa dengan orang lain."), _stances()),
        Field("pair.level", _("Level mentor pada kesenjangan mentee"), "one",
              _("Seberapa tinggi mentor pada kompetensi yang masih kurang pada mentee."),
              (("required", _("mencapai yang diperlukan")), ("above", _("di atas yang diperlukan")),
               ("none", _("tidak disyaratkan")))),
    ]  # fmt: skip


def _weights() -> list[Field]:
    from mentoring.web import phrases

    why = {
        "gap": _("Mentor kuat pada kompetensi yang masih kurang pada mentee."),
        "field": _("Rumpun jabatan keduanya sama."),
        "unit": _("Unit kerja keduanya sama."),
        "location": _("Lokasi kerja keduanya sama."),
        "superior": _("Mentor adalah, atau bukan, atasan langsung; menurut pilihan di atas."),
        "rank": _("Mentor beberapa tingkat di atas mentee."),
        "rating": _("Predikat kinerja mentor lebih baik."),
        "wish_of_mentee": _("Mentee memilih mentor ini."),
        "wish_of_mentor": _("Mentor memilih mentee ini."),
        "load": _("Mentor masih membawa sedikit mentee."),
    }
    return [
        Field(f"weights.{name}", phrases.term(name).capitalize(), "number", told)
        for name, told in why.items()
    ]


def _rest() -> list[Field]:
    floors = (("none", _("tanpa lantai")), ("highest", _("setinggi mungkin")))
    return [
        Field("goals.floor", _("Lantai skor"), "one",
              _("Skor terendah dinaikkan dahulu, baru jumlah seluruh skor."), floors),
        Field("answer.days", _("Mentor menjawab dalam (hari)"), "number",
              _("Hari kalender; bila jatuh pada hari libur, hari kerja berikutnya. Setelah itu "
                "tawaran berakhir dan tempatnya bebas.")),
        Field("rematch.automatic", _("Usulkan pengganti dengan sendirinya bila ada yang menolak"),
              "yes", _("Tetap menunggu persetujuan petugas.")),
        Field("rematch.enrol_newcomers", _("Daftarkan pegawai baru dari impor"), "yes",
              _("Yang memenuhi syarat mentee ikut tanpa didaftarkan petugas.")),
    ]  # fmt: skip
