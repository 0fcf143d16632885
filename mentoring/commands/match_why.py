"""`pamong match explain | why-not`."""

import click
from sqlmodel import Session

from mentoring import access, people, programmes
from mentoring.commands import face, guided, proposal_view, whom
from mentoring.programmes import Side
from mentoring.words import _


@click.command(
    help=_("Mengapa pasangan ini; mengapa mentee ini belum mendapat mentor; siapa mentee mentor.")
)
@click.argument("who", metavar=_("ORANG"))
@click.argument("other", metavar=_("[MENTOR]"), required=False)
@face.programme_option
@face.run_option
@face.as_json
def explain(
    who: str, other: str | None, code: str | None, number: int | None, json_out: bool
) -> None:
    rows: guided.Guided | None = None
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        one = whom.person(session, account, who, programme=found, side=Side.MENTEE)
        if other is not None:
            mentor = _mentor(session, account, found, other)
            said = _explain_both(session, found, run, one, mentor)
        elif guided.is_mentor(session, found, one):
            rows = guided.collect(session, account, found, run, one)
            said = _explain_mentor(session, found, run, one, guides=bool(rows))
        else:
            said = _explain(session, found, run, one)
    if json_out:
        about = {"mentee": one.id} if rows is None else {"mentor": one.id, "guides": rows}
        face.show_json({"run": run.number, **about, "sentences": said})
        return
    for line in said:
        click.echo(line)
    if rows:
        guided.show(one, rows)


@click.command("why-not", help=_("Mengapa bukan mentor itu: aturannya, atau harga pastinya."))
@click.argument("mentee", metavar=_("MENTEE"))
@click.argument("mentor", metavar=_("MENTOR"))
@face.programme_option
@face.run_option
@face.as_json
def why_not(mentee: str, mentor: str, code: str | None, number: int | None, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        rules = programmes.rules_of(session, programme=found, version=run.policy_version)
        answer = programmes.why_not(
            session,
            programme=found,
            run=run,
            mentee_id=whom.person(session, account, mentee, programme=found, side=Side.MENTEE).id,
            mentor_id=_mentor(session, account, found, mentor).id,
        )
    said = programmes.why_not_this_pair(answer, rules)
    if json_out:
        face.show_json({"run": run.number, "sentences": said})
        return
    for line in said:
        click.echo(line)


def _mentor(
    session: Session, account: access.Account, found: programmes.Programme, text: str
) -> people.Profile:
    return whom.person(session, account, text, programme=found, side=Side.MENTOR)


def _explain_both(
    session: Session,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentee: people.Profile,
    mentor: people.Profile,
) -> list[str]:
    if _is_pair(session, run, mentee, mentor):
        return _explain(session, found, run, mentee)
    return _explain_other(session, found, run, mentee, mentor)


def _explain_mentor(
    session: Session,
    found: programmes.Programme,
    run: programmes.MatchRun,
    who: people.Profile,
    *,
    guides: bool,
) -> list[str]:
    """A mentor may learn too, where the policy lets people of any service be mentees."""
    learns = programmes.reason_of(session, run=run, mentee_id=who.id) is not None
    said = _explain(session, found, run, who) if learns else []
    return said if guides else said + guided.why_nobody(session, found, run, who)


def _explain(
    session: Session,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentee: people.Profile,
) -> list[str]:
    rules = programmes.rules_of(session, programme=found, version=run.policy_version)
    reason = programmes.reason_of(session, run=run, mentee_id=mentee.id)
    if reason is None:
        return _explain_earlier(session, found, run, mentee)
    if isinstance(reason, programmes.Unmatched):
        return [f"{mentee.name}: {programmes.why_nobody(reason, rules)}"]
    mentor = face.by_id(session, [reason.mentor_id])[reason.mentor_id]
    return programmes.why_this_pair(
        reason, mentee=mentee, mentor=mentor, rules=rules, names=proposal_view.names_of(session)
    )


def _is_pair(
    session: Session,
    run: programmes.MatchRun,
    mentee: people.Profile,
    mentor: people.Profile,
) -> bool:
    reason = programmes.reason_of(session, run=run, mentee_id=mentee.id)
    return isinstance(reason, programmes.PairReason) and reason.mentor_id == mentor.id


def _explain_other(
    session: Session,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentee: people.Profile,
    mentor: people.Profile,
) -> list[str]:
    """A pair that was not proposed: what it would cover, and why it is not."""
    rules = programmes.rules_of(session, programme=found, version=run.policy_version)
    answer = programmes.why_not(
        session, programme=found, run=run, mentee_id=mentee.id, mentor_id=mentor.id
    )
    said = [
        _(
            "{mentor} tidak diusulkan mendampingi {mentee} dalam proses ini.",
            mentor=mentor.name,
            mentee=mentee.name,
        ),
        *programmes.why_not_this_pair(answer, rules),
    ]
    if answer.cost is None or run.input_version != found.input_version:
        return said  # a rule says it all, or the people have changed since
    facts = programmes.facts_now(session, programme=found, run=run, pairs=[(mentee.id, mentor.id)])[
        0
    ]
    weights = rules.weights.model_dump()
    reason = programmes.PairReason(
        mentee_id=mentee.id,
        mentor_id=mentor.id,
        points=sum(weights[key] * score for key, score in facts["terms"].items()),
        origin="asked",
        facts=facts,
        standing=None,
    )
    names = proposal_view.names_of(session)
    about = programmes.why_this_pair(reason, mentee=mentee, mentor=mentor, rules=rules, names=names)
    return said + about[1:]  # the first sentence says that it was proposed


def _explain_earlier(
    session: Session,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentee: people.Profile,
) -> list[str]:
    """Who has a mentor already is in no later run: tell of the run that gave the mentor."""
    outside = _("{name} tidak ikut dihitung dalam proses ini.", name=mentee.name)
    given = [
        m for m in programmes.mentorships(session, programme=found) if m.mentee_id == mentee.id
    ]
    source = {m.run_id for m in given[-1:]} - {run.id}
    before = next((r for r in programmes.runs_of(session, programme=found) if r.id in source), None)
    if before is None:
        return [outside]
    told = _("Mentornya berasal dari proses nomor {number}:", number=before.number)
    return [f"{outside} {told}", *_explain(session, found, before, mentee)]
