"""Tests of objections and requests for correction."""
