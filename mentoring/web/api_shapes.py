"""What /api/v1 answers with: the shapes that its OpenAPI document shows."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from mentoring.programmes import MentorshipState


class Problem(BaseModel):
    """Why there is no answer, and what to do."""

    status: str = "error"
    message: str
    remedy: str


class ProgrammeOut(BaseModel):
    """A mentoring programme."""

    id: UUID
    code: str
    name: str
    begins_on: date
    ends_on: date
    policy_version: int


class Programmes(BaseModel):
    """All programmes, newest last."""

    programmes: list[ProgrammeOut]


class PersonOut(BaseModel):
    """Somebody on either side."""

    id: UUID
    nip: str
    name: str
    job: str
    unit: str


class MentorshipOut(BaseModel):
    """Two people, since when and until when, and how it stands."""

    id: UUID
    programme_id: UUID
    state: MentorshipState
    begins_on: date
    ends_on: date
    mentor: PersonOut
    mentee: PersonOut


class Mentorships(BaseModel):
    """One page of a programme's mentorships."""

    total: int
    page: int
    pages: int
    mentorships: list[MentorshipOut]
