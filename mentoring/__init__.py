"""Pamong: mentor matching for the Indonesian civil service; each folder beside this is a room."""

__version__ = "0.1.0"
