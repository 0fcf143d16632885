"""Every route of the pages, and who may use it: the whole table on one screen.

A route that is not here is refused, and a test walks the routes so that none is forgotten. What a
unit's officer sees of a page is decided where it is read: `scope.py`.
"""

from enum import StrEnum

from mentoring.access import Deed


class Door(StrEnum):
    """Doors that ask for less than a deed."""

    ANYBODY = "anybody"
    HALF = "half"  # the password was right, the code is still to come
    SIGNED_IN = "signed in"
    OWN = "own pages"  # a mentor or mentee without an account, who came by a link


ANYBODY, HALF, SIGNED_IN, OWN = Door.ANYBODY, Door.HALF, Door.SIGNED_IN, Door.OWN
READ, IMPORT, SHAPE, RUN = Deed.READ, Deed.IMPORT, Deed.SHAPE, Deed.RUN
APPROVE, FOLLOW, AUDIT, ACCOUNTS = Deed.APPROVE, Deed.FOLLOW, Deed.AUDIT, Deed.ACCOUNTS

ONE = "/programmes/{programme_id}"
RUN_ = f"{ONE}/runs/{{run_id}}"
PERSON = f"{RUN_}/people/{{person_id}}"
BOND = "/mentorships/{mentorship_id}"

WHO_MAY: dict[str, Door | Deed] = {
    "GET /healthz": ANYBODY,
    "GET /readyz": ANYBODY,
    "GET /metrics": ANYBODY,  # this machine, or whoever has the token: health.py
    "POST /language": ANYBODY,
    "GET /sign-in": ANYBODY,
    "POST /sign-in": ANYBODY,
    "GET /sign-in/code": HALF,
    "POST /sign-in/code": HALF,
    "GET /password/{token}": ANYBODY,
    "POST /password/{token}": ANYBODY,
    "GET /t/{token}": ANYBODY,
    "POST /t/{token}": ANYBODY,
    "GET /t/{token}/calendar": ANYBODY,
    "GET /mine/link": ANYBODY,
    "POST /mine/link": ANYBODY,
    "GET /mine": OWN,
    "POST /mine/leave": OWN,
    "POST /mine/answer/{mentorship_id}": OWN,
    "GET /mine/cases": OWN,
    "POST /mine/cases": OWN,
    "POST /mine/cases/{case_id}/take-back": OWN,
    "GET /mine/data": OWN,
    "GET /mine/data/json": OWN,
    "GET /mine/data/xlsx": OWN,
    "GET /mine/calendar/{mentorship_id}": OWN,
    "POST /sign-out": SIGNED_IN,
    "POST /sign-out-everywhere": SIGNED_IN,
    "GET /me": SIGNED_IN,
    "GET /": READ,
    "GET /imports": IMPORT,
    "POST /imports": IMPORT,
    "GET /imports/template/{kind}": IMPORT,
    "GET /imports/{upload_id}": IMPORT,
    "POST /imports/{upload_id}": IMPORT,
    "GET /imports/{upload_id}/corrections": IMPORT,
    "GET /programmes": READ,
    "GET /programmes/new": SHAPE,
    "POST /programmes/new": SHAPE,
    f"GET {ONE}": READ,
    f"GET {ONE}/edit": SHAPE,
    f"POST {ONE}/edit": SHAPE,
    f"GET {ONE}/policy": READ,
    f"POST {ONE}/policy": SHAPE,
    f"GET {ONE}/eligible": READ,
    f"GET {ONE}/people": READ,
    f"GET {ONE}/enrol": SHAPE,
    f"POST {ONE}/enrol": SHAPE,
    f"GET {ONE}/people/{{person_id}}": READ,
    f"POST {ONE}/people/{{person_id}}/exclude": SHAPE,
    f"POST {ONE}/people/{{person_id}}/capacity": SHAPE,
    f"GET {ONE}/coverage": READ,
    f"POST {ONE}/runs": RUN,
    f"GET {RUN_}": READ,
    f"GET {RUN_}/state": READ,
    f"POST {RUN_}/cancel": RUN,
    f"GET {RUN_}/pairs": READ,
    f"GET {RUN_}/pairs/{{shape}}": READ,
    f"GET {RUN_}/waiting": READ,
    f"GET {RUN_}/waiting/{{shape}}": READ,
    f"POST {RUN_}/search": READ,
    f"GET {PERSON}": READ,
    f"GET {PERSON}/compare": READ,
    f"POST {PERSON}/compare": READ,
    f"GET {PERSON}/swap/{{other_id}}": RUN,
    f"POST {PERSON}/swap/{{other_id}}": RUN,
    f"POST {PERSON}/lock/{{other_id}}": RUN,
    f"POST {PERSON}/ban/{{other_id}}": RUN,
    f"POST {PERSON}/unlock": RUN,
    f"GET {RUN_}/proof": READ,
    f"GET {RUN_}/prices": READ,
    f"GET {RUN_}/fairness": READ,
    f"GET {RUN_}/fairness.svg": READ,
    f"GET {RUN_}/changes": READ,
    f"GET {RUN_}/approve": APPROVE,
    f"POST {RUN_}/approve": APPROVE,
    f"GET {RUN_}/undo": APPROVE,
    f"POST {RUN_}/undo": APPROVE,
    f"GET {ONE}/following": READ,
    f"GET {ONE}/following/{{shape}}": READ,
    f"GET {ONE}/repair": READ,
    f"POST {ONE}/repair": FOLLOW,
    f"GET {BOND}": READ,
    f"POST {BOND}/answer": FOLLOW,
    f"POST {BOND}/extend": FOLLOW,
    f"POST {BOND}/withdraw": FOLLOW,
    f"POST {BOND}/complete": FOLLOW,
    f"GET {ONE}/letters": READ,
    f"POST {ONE}/letters": Deed.LETTERS,
    "GET /letters/{letter_id}/pdf": READ,
    "POST /letters/{letter_id}/number": Deed.LETTERS,
    "POST /letters/{letter_id}/revoke": Deed.LETTERS,
    "GET /verify/{verify_id}": ANYBODY,
    "GET /messages": READ,
    "GET /messages/sample": READ,
    "POST /messages/sample": FOLLOW,
    "POST /messages/resend": FOLLOW,
    "POST /messages/hold": FOLLOW,
    "POST /messages/release": FOLLOW,
    "GET /messages/{message_id}": READ,
    "GET /cases": READ,
    "GET /cases/{case_id}": READ,
    "POST /cases/{case_id}/take": FOLLOW,
    "POST /cases/{case_id}/hand-over": FOLLOW,
    "POST /cases/{case_id}/answer": FOLLOW,
    "GET /jobs": AUDIT,
    "POST /jobs/{job_id}/retry": RUN,
    "GET /audit": AUDIT,
    "GET /audit/{shape}": AUDIT,
    "GET /sights": AUDIT,
    "POST /sights/search": AUDIT,
    "GET /sights/{shape}": AUDIT,
    "GET /accounts": ACCOUNTS,
    "POST /accounts": ACCOUNTS,
    "POST /accounts/{account_id}/link": ACCOUNTS,
    "POST /accounts/{account_id}/close": ACCOUNTS,
    "POST /clients": ACCOUNTS,
    "POST /clients/{client_id}/end": ACCOUNTS,
}
