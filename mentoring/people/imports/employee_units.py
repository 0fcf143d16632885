"""Which unit an employee's row means; units that only employee files know are made on the way."""

from collections import Counter, defaultdict
from uuid import UUID, uuid4

from mentoring.people.imports.plan import Finder, Row, Writes
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
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        for row in self.units.values():
            self.by_name[plain(row["name"])].append(row)
        self.places: dict[str, Counter[str]] = defaultdict(Counter)
        self.seen: dict[tuple[str, ...], Row] = {}

    def unit_of(self, record: Record, finder: Finder) -> Row:
        """The unit of this row, made when it is not known yet."""
        said = tuple(
            record.get(key) or "" for key in ("unit_code", "unit_name", "opd_code", "opd_name")
        )
        unit = self.seen.get(said)
        if unit is None:
            unit = self.seen[said] = self._resolve(*said, record=record, finder=finder)
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
            return found
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

    def _known(self, code: str) -> Row | None:
        return self.units.get(code)

    def _named(self, name: str, opd: Row | None) -> Row | None:
        found = self.by_name.get(plain(name), [])
        if opd is not None:
            found = [u for u in found if u["opd_id"] == opd["opd_id"]] or found
        return found[0] if len(found) == 1 and name else None

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
        self.units[unit["code"]] = self.by_id[unit_id] = unit
        self.by_name[plain(name)].append(unit)
        return unit

    def writes(self) -> Writes:
        """New units, those above first, and units whose place of work is now known better."""
        writes = Writes(Unit)
        for code, unit in self.units.items():
            if (seen := self.places.get(code)) and not (self.has_tree and code in self.stored):
                unit["location"] = min(seen, key=lambda place: (-seen[place], place))
            if code not in self.stored:
                writes.insert.append(unit)
            elif unit != self.stored[code]:
                writes.update.append(unit)
        return writes

    def names(self) -> dict[UUID, str]:
        return {unit_id: unit["name"] for unit_id, unit in self.by_id.items()}
