"""Which unit an employee's row means; units that only employee files know are made on the way."""

from collections import Counter, defaultdict
from uuid import UUID, uuid4

from mentoring.people.imports.plan import Change, Finder, Row, Writes, differences
from mentoring.people.imports.unit_tree import code_from_names, code_of
from mentoring.people.reference import plain
from mentoring.people.tables import Unit
from mentoring.sheets import Record
from mentoring.words import _

NO_UNIT = "TANPA-UNIT"


class UnitBook:
    """The units that are stored, and those that the file adds.

    A unit is found by its code, else by the one unit of that name below that OPD. With a tree of
    its own (`import units`) the tree's names and places are kept as they are.
    """

    def __init__(self, rows: list[Row], *, has_tree: bool) -> None:
        self.has_tree = has_tree
        self.stored = {row["code"]: row for row in rows}
        self.units: dict[str, Row] = {code: dict(row) for code, row in self.stored.items()}
        self.by_id = {row["id"]: row for row in self.units.values()}
        self.leads = Counter(row["parent_id"] for row in rows)  # id -> units right below it
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        for row in self.units.values():
            self.by_name[plain(row["name"])].append(row)
        self.places: dict[str, Counter[str]] = defaultdict(Counter)
        self.seen: dict[tuple[str, ...], Row] = {}
        self.unclear: dict[tuple[str, ...], list[Row]] = {}  # a name that several units have

    def prepare(self, records: list[Record], finder: Finder) -> None:
        """Find or make every unit that the rows name, in an order that is not that of the rows:
        codes first, so that a mere name may mean one of them."""
        first = {_said(record): record for record in reversed(records)}
        for said in sorted(first, key=lambda said: (not said[0], said)):
            if several := self._several(*said):
                self.unclear[said] = several
            else:
                self.seen[said] = self._resolve(*said, record=first[said], finder=finder)

    def unit_of(self, record: Record, finder: Finder, *, now: UUID | None = None) -> Row:
        """The unit of this row, of those that were prepared; now: where the person is stored."""
        said = _said(record)
        if said in self.unclear:
            return self._chosen(self.unclear[said], record, finder, now)
        unit = self.seen[said]
        if unit["code"] == NO_UNIT:
            finder.warn(
                record,
                "unit_name",
                "no_unit",
                _("Unit kerja kosong; pegawai dicatat tanpa unit."),
                _("Isi unit kerja agar aturan unit dapat diterapkan."),
            )
        if place := record.get("location"):
            self.places[unit["code"]][place] += 1
        return unit

    def _resolve(
        self, code: str, name: str, opd_code: str, opd_name: str, *, record: Record, finder: Finder
    ) -> Row:
        if not (code or name):
            code, name = opd_code, opd_name
            opd_code = opd_name = ""
        if not (code or name):
            return self._known(NO_UNIT) or self._make(NO_UNIT, _("Unit belum diketahui"), None)
        opd = self._opd(opd_code, opd_name)
        key = code_of(code) or code_from_names(opd["name"] if opd else "", name)
        if found := self._known(key) or (None if code else self._named(name, opd)):
            return found if self.has_tree else self._updated(found, name, opd)
        if self.has_tree:
            finder.warn(
                record,
                "unit_code" if code else "unit_name",
                "unknown_unit",
                _("Unit ini belum ada pada pohon unit dan ditambahkan."),
                _("Impor pohon unit terbaru, atau perbaiki kodenya."),
            )
        same = opd is not None and plain(opd["name"]) == plain(name)
        if same and opd is not None and not code:
            return opd
        return self._make(key, name or code, opd if not same else None)

    def _updated(self, unit: Row, name: str, opd: Row | None) -> Row:
        """Without a tree of its own the file is all there is to know of a unit's name and OPD."""
        unit["name"] = name or unit["name"]
        if opd is not None and opd["id"] != unit["id"] and not self.leads[unit["id"]]:
            self.leads[unit["parent_id"]] -= 1
            self.leads[opd["id"]] += 1
            unit["parent_id"], unit["opd_id"] = opd["id"], opd["opd_id"] or opd["id"]
        return unit

    def _known(self, code: str) -> Row | None:
        return self.units.get(code)

    def _named(self, name: str, opd: Row | None) -> Row | None:
        found = self._all_named(name, opd)
        return found[0] if len(found) == 1 else None

    def _all_named(self, name: str, opd: Row | None) -> list[Row]:
        found = self.by_name.get(plain(name), []) if name else []
        return [u for u in found if opd is None or self._is_below(u, opd)]

    def _several(self, code: str, name: str, opd_code: str, opd_name: str) -> list[Row]:
        """The units that a name without a code may mean, where they are more than one."""
        if code:
            return []
        if not name:
            name, opd_name = opd_name, ""
        opd = self._known(code_of(opd_code)) if opd_code else self._named(opd_name, None)
        if opd is None and (opd_code or opd_name) and not self._all_named(opd_name, None):
            return []  # an OPD that is new: so is the unit below it
        known = self._known(code_from_names(opd["name"] if opd else opd_name, name))
        found = [] if known else self._all_named(name, opd)
        return found if len(found) > 1 else []

    def _chosen(self, several: list[Row], record: Record, finder: Finder, now: UUID | None) -> Row:
        """The one where the person is already; else nobody can know which."""
        if all(unit["id"] != now for unit in several):
            finder.error(
                record,
                "unit_name",
                "ambiguous_unit",
                _("Nama unit dipakai oleh {count} unit.", count=len(several)),
                _("Tulis kode UNOR-nya pada kolom UNOR ID."),
            )
        return next((unit for unit in several if unit["id"] == now), several[0])

    def _is_below(self, unit: Row, above: Row) -> bool:
        here: Row | None = unit
        while here is not None and here["id"] != above["id"]:
            here = self.by_id.get(here["parent_id"])
        return here is not None

    def _opd(self, code: str, name: str) -> Row | None:
        if not (code or name):
            return None
        key = code_of(code) or code_from_names(name)
        known = self._known(key) or (None if code else self._named(name, None))
        return known or self._make(key, name or code, None)

    def _make(self, code: str, name: str, above: Row | None) -> Row:
        unit_id = uuid4()
        unit: Row = {
            "id": unit_id,
            "code": code[:64],
            "name": name,
            "parent_id": above["id"] if above else None,
            "opd_id": (above["opd_id"] or above["id"]) if above else unit_id,
            "location": "",
        }
        self.leads[unit["parent_id"]] += 1
        self.units[unit["code"]] = self.by_id[unit_id] = unit
        self.by_name[plain(name)].append(unit)
        return unit

    def writes(self, *, partial: bool) -> Writes:
        """New units, those above first, and units whose place of work is now known better."""
        writes = Writes(Unit)
        for code, unit in self.units.items():
            keeps = code in self.stored and (self.has_tree or partial)
            if (seen := self.places.get(code)) and not keeps:
                unit["location"] = min(seen, key=lambda place: (-seen[place], place))
            if code not in self.stored:
                writes.insert.append(unit)
            elif unit != self.stored[code]:
                writes.update.append(unit)
        writes.insert.sort(key=lambda unit: (self._depth(unit), unit["code"]))
        return writes

    def _depth(self, unit: Row) -> int:
        above = self.by_id.get(unit["parent_id"])
        return 0 if above is None else 1 + self._depth(above)

    def changes(self, writes: Writes) -> list[Change]:
        """What happens to units that are stored already, for people to read."""
        names = self.names()
        return [
            Change(0, u["code"], differences(self.stored[u["code"]], u, names), ("unit",))
            for u in writes.update
        ]

    def names(self) -> dict[UUID, str]:
        return {unit_id: unit["name"] for unit_id, unit in self.by_id.items()}


def _said(record: Record) -> tuple[str, str, str, str]:
    names = ("unit_name", "unit_level_3", "unit_level_2")
    return (
        record.get("unit_code") or "",
        next((said for name in names if (said := record.get(name))), ""),
        record.get("opd_code") or "",
        record.get("opd_name") or "",
    )
