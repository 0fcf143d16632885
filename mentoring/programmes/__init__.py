"""Programmes: policy, participants, match runs, proposals, approvals, mentorships."""

from mentoring.programmes import (
    browsing,
    bulk,
    enrolment,
    erasing,
    known,
    load,
    nudging,
    own,
    sharing,
    standing,
    whatif,
)
from mentoring.programmes.actions import changed, create, policy_of, rules_of, set_policy
from mentoring.programmes.admission import Admission, admitted
from mentoring.programmes.alternatives import choices_of
from mentoring.programmes.approval import Approval, answer_day, approve
from mentoring.programmes.browsing import Wanted
from mentoring.programmes.byhand import apply_swap, price_exchange, price_move
from mentoring.programmes.eligibility import person_sentence
from mentoring.programmes.enrolment import Among, suitable
from mentoring.programmes.figures import Figure, figures
from mentoring.programmes.importing import correct, goes_too, undo_import
from mentoring.programmes.invariants import broken
from mentoring.programmes.jobwords import job_kind_word, job_state_word
from mentoring.programmes.lettering import approved_run, letter_matter
from mentoring.programmes.lifting import lift, unban
from mentoring.programmes.living import places_taken
from mentoring.programmes.locks import lock
from mentoring.programmes.mentorships import (
    DeclineReason,
    accept,
    complete,
    decline,
    extend,
    mentorship_of,
    mentorships,
    withdraw,
)
from mentoring.programmes.policy import Rules, parse, preset, presets, spelled_out
from mentoring.programmes.proving import Check, certificate_of, failure_sentence, verify
from mentoring.programmes.queries import (
    Difference,
    coverage,
    difference,
    find_programme,
    outdated,
    participants,
    programmes,
    proposals,
    runs_by_id,
    runs_of,
    unmatched,
)
from mentoring.programmes.reading import count_participants
from mentoring.programmes.reasons import PairReason, WhyNot, facts_now, kept_out, reason_of, why_not
from mentoring.programmes.refusals import why_nobody, why_not_this_pair
from mentoring.programmes.rematch import Trigger, ask_for_rematch, why_asked
from mentoring.programmes.reminding import digest, remind
from mentoring.programmes.repair import Trouble, repair, troubles
from mentoring.programmes.requests import cancel, do_again, find_run, request_run, require_result
from mentoring.programmes.reshaping import edit, remove
from mentoring.programmes.rulings import locked_pair, rule
from mentoring.programmes.runs import JOB, settle, take_back_lapsed
from mentoring.programmes.scarcity import By, Worth, price_of_fairness, worth_of_places
from mentoring.programmes.seats import draw, enrol, exclude, set_capacity
from mentoring.programmes.sentences import competency_names, points, short_reason, why_this_pair
from mentoring.programmes.states import LIVE, MentorshipState, RunState, mentorship_word, run_word
from mentoring.programmes.swaps import Swap
from mentoring.programmes.tables import (
    MatchRun,
    Mentorship,
    MentorshipEvent,
    Participant,
    Programme,
    Proposal,
    Side,
    Unmatched,
    WhatIf,
)
from mentoring.programmes.tending import ask_at_night, imported, tend_mentorships
from mentoring.programmes.undoing import undo
from mentoring.programmes.work import work

__all__ = [
    "JOB",
    "LIVE",
    "Admission",
    "Among",
    "Approval",
    "By",
    "Check",
    "DeclineReason",
    "Difference",
    "Figure",
    "MatchRun",
    "Mentorship",
    "MentorshipEvent",
    "MentorshipState",
    "PairReason",
    "Participant",
    "Programme",
    "Proposal",
    "Rules",
    "RunState",
    "Side",
    "Swap",
    "Trigger",
    "Trouble",
    "Unmatched",
    "Wanted",
    "WhatIf",
    "WhyNot",
    "Worth",
    "accept",
    "admitted",
    "answer_day",
    "apply_swap",
    "approve",
    "approved_run",
    "ask_at_night",
    "ask_for_rematch",
    "broken",
    "browsing",
    "bulk",
    "cancel",
    "certificate_of",
    "changed",
    "choices_of",
    "competency_names",
    "complete",
    "correct",
    "count_participants",
    "coverage",
    "create",
    "decline",
    "difference",
    "digest",
    "do_again",
    "draw",
    "edit",
    "enrol",
    "enrolment",
    "erasing",
    "exclude",
    "extend",
    "facts_now",
    "failure_sentence",
    "figures",
    "find_programme",
    "find_run",
    "goes_too",
    "imported",
    "job_kind_word",
    "job_state_word",
    "kept_out",
    "known",
    "letter_matter",
    "lift",
    "load",
    "lock",
    "locked_pair",
    "mentorship_of",
    "mentorship_word",
    "mentorships",
    "nudging",
    "outdated",
    "own",
    "parse",
    "participants",
    "person_sentence",
    "places_taken",
    "points",
    "policy_of",
    "preset",
    "presets",
    "price_exchange",
    "price_move",
    "price_of_fairness",
    "programmes",
    "proposals",
    "reason_of",
    "remind",
    "remove",
    "repair",
    "request_run",
    "require_result",
    "rule",
    "rules_of",
    "run_word",
    "runs_by_id",
    "runs_of",
    "set_capacity",
    "set_policy",
    "settle",
    "sharing",
    "short_reason",
    "spelled_out",
    "standing",
    "suitable",
    "take_back_lapsed",
    "tend_mentorships",
    "troubles",
    "unban",
    "undo",
    "undo_import",
    "unmatched",
    "verify",
    "whatif",
    "why_asked",
    "why_nobody",
    "why_not",
    "why_not_this_pair",
    "why_this_pair",
    "withdraw",
    "work",
    "worth_of_places",
]
