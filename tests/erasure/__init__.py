"""Erasure after the retention period."""
