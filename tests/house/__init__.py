"""The rules of the house: each a function from a source tree to its complaints."""

from tests.house.pieces import (
    doors_are_only_doors,
    names_say_what_is_inside,
    nobody_prints,
    only_the_clock_knows_the_time,
    pieces_are_small,
    tables_know_their_types,
    texts_are_literals,
    the_root_is_bare,
)
from tests.house.reading import sources
from tests.house.walls import (
    every_room_has_a_floor,
    faces_meet_only_in_cli,
    matching_is_pure,
    nobody_reaches_past_a_door,
    rooms_call_down,
    the_basement_calls_nobody,
)

RULES = (
    faces_meet_only_in_cli,
    nobody_reaches_past_a_door,
    rooms_call_down,
    every_room_has_a_floor,
    the_basement_calls_nobody,
    matching_is_pure,
    doors_are_only_doors,
    names_say_what_is_inside,
    nobody_prints,
    only_the_clock_knows_the_time,
    texts_are_literals,
    pieces_are_small,
    tables_know_their_types,
    the_root_is_bare,
)

__all__ = ["RULES", "sources"]
