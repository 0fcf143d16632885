"""Competencies: dictionary, job standards, assessments, and the gap between them."""

from mentoring.competencies.actions import LAYOUTS, apply_import, layouts, plan_import
from mentoring.competencies.erasing import erase, left_behind
from mentoring.competencies.gap import Fit, Unknown, gap, job_person_match
from mentoring.competencies.jobs import job_key
from mentoring.competencies.queries import Gap, Levels, dictionary, gaps_of, levels, matrix
from mentoring.competencies.seeding import seed, shipped_dictionary, shipped_matrix
from mentoring.competencies.tables import Assessment, Competency, Family, Scope, Standard

__all__ = [
    "LAYOUTS",
    "Assessment",
    "Competency",
    "Family",
    "Fit",
    "Gap",
    "Levels",
    "Scope",
    "Standard",
    "Unknown",
    "apply_import",
    "dictionary",
    "erase",
    "gap",
    "gaps_of",
    "job_key",
    "job_person_match",
    "layouts",
    "left_behind",
    "levels",
    "matrix",
    "plan_import",
    "seed",
    "shipped_dictionary",
    "shipped_matrix",
]
