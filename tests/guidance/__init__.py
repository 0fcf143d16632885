"""Meetings and goals."""
