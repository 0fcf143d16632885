"""The fault matrix: what is broken, and the tests that break it. A test checks that each exists.

Every one of these tests runs whenever the tests run; `python -m tests.faults.soak` breaks things at
random for as long as one likes.
"""

KILLS, BROKER, STORE = "faults/test_kills", "faults/test_broker", "faults/test_store"
AWAY, WIRE, CLOCK = "faults/test_store_away", "faults/test_wire", "faults/test_clock"
MAIL, HOOK, RUNS = "messages/test_mail", "messages/test_webhook", "programmes/test_runs"

# Number and fault -> (file, test); a name may be the beginning of several tests.
MATRIX: dict[tuple[int, str], tuple[tuple[str, str], ...]] = {
    (1, "SIGKILL at every named point"): (
        (KILLS, "test_a_worker_killed_at_any_point_of_a_run"),
        (KILLS, "test_the_same_on_postgresql"),
        (KILLS, "test_every_named_point_is_passed"),
        (KILLS, "test_a_sweep_killed_while_taking_back"),
        ("messages/test_mail_kills", "test_killed_there_it_is_never_sent_twice"),
    ),
    (2, "SIGKILL at random"): (
        ("faults/test_soak", "test_nothing_is_lost_and_nothing_said_twice"),
    ),
    (3, "SIGTERM while solving"): ((KILLS, "test_told_to_stop_while_solving"),),
    (4, "a second SIGTERM"): ((KILLS, "test_a_second_signal_ends_a_worker"),),
    (5, "a worker dies, its child is left"): (
        (KILLS, "test_nobody_is_left_behind_when_a_worker_dies"),
        (BROKER, "test_plain_dramatiq_does_the_same_work"),
    ),
    (6, "frozen past the lease, then thawed"): (
        (KILLS, "test_a_worker_frozen_past_its_lease"),
        (RUNS, "test_a_worker_frozen_while_solving_publishes_nothing"),
        ("messages/test_mail_kills", "test_who_is_thought_dead_while_sending"),
    ),
    (7, "the broker forgets everything again and again"): (
        (BROKER, "test_everything_in_the_broker_is_lost_again_and_again"),
    ),
    (8, "the broker is killed and comes back empty"): (
        (BROKER, "test_a_broker_that_dies_and_comes_back_empty"),
    ),
    (9, "the broker hangs"): ((BROKER, "test_a_broker_that_hangs_holds_up_no_request"),),
    (10, "the broker is full"): ((BROKER, "test_a_full_broker"),),
    (11, "the broker was never there"): (
        (BROKER, "test_a_broker_that_was_never_there"),
        ("workers/test_matches", "test_a_broker_that_cannot_be_reached"),
    ),
    (12, "many copies, unknown and stray ids"): (
        (BROKER, "test_fifty_copies_and_unknown_ids_do_no_harm"),
        ("basement/test_queue", "test_an_id_that_went_astray"),
    ),
    (13, "garbage in the broker"): ((BROKER, "test_garbage_in_the_broker"),),
    (14, "a case that crashes, fills or never ends its solver"): (
        (KILLS, "test_a_case_that_breaks_its_solver_fails_with_a_sentence"),
        (KILLS, "test_a_case_that_kills_its_worker_three_times"),
    ),
    (15, "PostgreSQL restarts under load"): (
        (AWAY, "test_a_store_that_crashes_while_a_run_is_solved"),
        (AWAY, "test_a_store_that_restarts_again_and_again"),
        (AWAY, "test_a_worker_that_starts_before_its_store"),
    ),
    (16, "the line to PostgreSQL is dead without a word"): (
        (WIRE, "test_an_answer_that_never_comes"),
        (WIRE, "test_a_worker_whose_line_died_without_a_word"),
    ),
    (17, "a commit took place, its answer is lost"): (
        (WIRE, "test_a_worker_that_never_hears_of_its_commits"),
        (WIRE, "test_an_officer_who_never_hears_of_the_approval"),
    ),
    (18, "SQLite locked by somebody else"): ((STORE, "test_a_store_locked_for_a_while"),),
    (19, "the disk is full"): ((STORE, "test_a_full_disk_undoes_the_whole_result"),),
    (20, "nobody can take the log"): ((AWAY, "test_a_worker_whose_log_nobody_can_take"),),
    (21, "yesterday's backup is restored"): (
        ("messages/test_restored", "test_what_waited_in_a_backup_waits_for_a_person"),
    ),
    (22, "the mail server is away"): (
        (MAIL, "test_no_server_at_all_keeps_everything_waiting"),
        (MAIL, "test_after_three_days_it_is_given_up"),
    ),
    (23, "4xx at each verb"): ((MAIL, "test_a_temporary_no_is_tried_again"),),
    (24, "5xx at the recipient or after the dot"): ((MAIL, "test_a_final_no_fails"),),
    (25, "drop or silence after the dot"): ((MAIL, "test_a_line_that_breaks_after_the_dot"),),
    (26, "killed between the server's yes and the commit"): (
        ("messages/test_mail_kills", "test_killed_there_it_is_never_sent_twice"),
        ("messages/test_mail_kills", "test_every_point_on_the_way_of_a_mail"),
    ),
    (27, "a very slow mail server, many mails"): (
        ("faults/test_slow_mail", "test_a_mail_server_that_hangs_delays_no_match"),
        (MAIL, "test_while_a_server_is_waited_for_no_session_is_open"),
        (MAIL, "test_a_slow_server_does_not_cost_the_lease"),
    ),
    (28, "a webhook fails, moves, or means an inside address"): (
        (HOOK, "test_what_is_not_taken_comes_again_under_the_same_id"),
        (HOOK, "test_an_inside_address_is_refused"),
        (HOOK, "test_a_name_is_looked_up_once_for_each_try"),
    ),
    (29, "a pair changes before its message is sent"): (
        (MAIL, "test_a_mentee_who_fell_away_is_not_named"),
        (HOOK, "test_an_obsolete_message_is_not_passed_on"),
    ),
    (30, "a clock is an hour off"): (
        (CLOCK, "test_a_clock_that_was_wrong"),
        (CLOCK, "test_beside_a_worker_whose_clock_is_wrong"),
        ("basement/test_queue", "test_a_clock_that_was_ahead_strands_nothing"),
    ),
    (31, "scores that are no numbers"): (
        ("matching/test_problem", "test_a_bad_problem_is_named"),
        (RUNS, "test_a_defect_ends_the_run_and_is_not_hidden"),
    ),
    (32, "no mentors, no places, everybody vetoed"): (
        (RUNS, "test_an_empty_answer_is_a_proposal_that_says_so"),
        (RUNS, "test_everybody_vetoed_is_everybody_waiting"),
        (RUNS, "test_more_mentees_than_places_is_a_waiting_list"),
    ),
    (33, "hard rules that clash"): (
        (RUNS, "test_a_lock_against_a_rule_fails_the_run"),
        (RUNS, "test_more_locks_than_places_fail_the_run"),
        (RUNS, "test_a_floor_out_of_reach_fails"),
    ),
    (34, "a burst of hires"): (
        (STORE, "test_a_burst_of_hires_is_a_few_runs"),
        ("programmes/test_rematch", "test_the_quiet_time_ends_after_ten_of_them"),
    ),
    (35, "two officers at once"): (
        ("programmes/test_approval", "test_of_two_officers_who_approve_at_once"),
        ("programmes/test_approval", "test_two_programmes_approved_at_once"),
    ),
    (36, "a mentor answers twice"): (
        ("programmes/test_mentorship_life", "test_of_two_answers_at_once_one_counts"),
    ),
    (37, "a link used again, old, or another's"): (
        ("web/test_links", "test_looking_changes_nothing"),
        ("web/test_links", "test_a_mentor_accepts_once"),
        ("web/test_links", "test_a_made_up_or_old_link_opens_nothing"),
    ),
    (38, "hostile files"): (("sheets/test_hostile", "test_"),),
    (39, "the same import twice, at once, or cut half-way"): (
        ("people/test_employees", "test_the_same_file_twice_changes_nothing"),
        ("people/test_employees", "test_of_two_officers_at_once_one_wins"),
        ("people/test_employees", "test_a_failure_half_way_leaves_nothing"),
    ),
    (40, "old workers, a killed migration"): (
        ("faults/test_upgrade", "test_a_killed_migration_leaves_nothing"),
        ("faults/test_upgrade", "test_an_old_worker_touches_nothing_of_a_newer_schema"),
        (STORE, "test_a_worker_of_an_old_schema_refuses_to_start"),
    ),
}
