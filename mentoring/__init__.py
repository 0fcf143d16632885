"""Pamong: mentor matching for the Indonesian civil service. Rooms are the folders beside this file."""

__version__ = "0.1.0"
