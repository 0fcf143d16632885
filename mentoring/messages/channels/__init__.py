"""The ways out of the house: each opens a line to one recipient, then carries one letter."""

from mentoring.messages.channels.chosen import carrier, usable
from mentoring.messages.channels.line import Breathe, Channel, Line
from mentoring.messages.channels.smtp import hang_up

__all__ = ["Breathe", "Channel", "Line", "carrier", "hang_up", "usable"]
