"""The state of a class: a pure function of its events."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from relu_explorer.classroom.results import results_csv
from relu_explorer.classroom.state import (
    Answered,
    AnswersShown,
    Asked,
    ClassState,
    Closed,
    Moved,
    Paused,
    Tried,
    Turned,
    follow,
)

QUESTIONS = ("turn", "mirror")
STUDENTS = ("ann", "bob", "eve")
events = st.one_of(
    st.builds(Moved, st.dictionaries(st.sampled_from(["w", "probe"]), st.integers(0, 9))),
    st.builds(Asked, st.sampled_from(QUESTIONS), st.just("?"), st.just(("a", "b")), st.just(1)),
    st.builds(Answered, st.sampled_from(STUDENTS), st.sampled_from(QUESTIONS), st.integers(-1, 2)),
    st.just(AnswersShown()),
    st.builds(Turned, st.booleans(), st.just("turn")),
    st.builds(Tried, st.sampled_from(STUDENTS), st.just({"w": [1]}), st.just(""), st.booleans()),
    st.builds(Paused, st.booleans()),
    st.just(Closed()),
)


def state_after(happened):
    state = ClassState()
    for event in happened:
        state = follow(state, event)
    return state


def slow_counts(happened):
    """Count the last choices of each time a question was asked, by looking at every event."""
    found, choices, is_open, question = [], {}, False, None
    for event in happened:
        if isinstance(event, Closed):
            break
        if isinstance(event, Asked):
            found.append(choices := {})
            is_open, question = True, event.question
        if isinstance(event, AnswersShown):
            is_open = False
        if isinstance(event, Answered) and (is_open, event.question) == (True, question):
            choices |= {event.student: event.choice} if event.choice in (0, 1) else {}
    return [[Counter(round_.values())[k] for k in (0, 1)] for round_ in found]


@given(st.lists(events, max_size=40))
def test_every_student_counts_once_a_round(happened):
    assert [poll.counts for poll in state_after(happened).polls] == slow_counts(happened)


@given(st.lists(events, max_size=20), st.lists(events, max_size=20))
def test_after_the_end_nothing_changes(before, after):
    closed = follow(state_after(before), Closed())
    for event in after:
        assert follow(closed, event) is closed


@given(st.lists(events, max_size=30))
def test_what_is_shown_is_the_last_of_each_part(happened):
    shown = {}
    for event in happened:
        if isinstance(event, Closed):
            break
        if isinstance(event, Moved):
            shown |= event.shown
    assert state_after(happened).shown == shown


@given(st.lists(events, max_size=30))
def test_tries_are_of_the_present_turn_and_only_the_last_of_each(happened):
    tries, is_turn = {}, False
    for event in happened:
        if isinstance(event, Closed):
            is_turn = False
            break
        if isinstance(event, Turned):
            tries, is_turn = {}, event.is_on
        if isinstance(event, Tried) and is_turn:
            tries[event.student] = event
    state = state_after(happened)
    assert state.is_turn == is_turn
    assert state.tries == tries


def test_the_same_question_again_is_its_next_round():
    asked = Asked("turn", "?", ("a", "b"), 1)
    state = state_after([
        asked,
        Answered("ann", "turn", 0),
        AnswersShown(),
        Answered("bob", "turn", 1),
        asked,
        Answered("ann", "turn", 1),
    ])  # fmt: skip
    assert [(poll.round, poll.counts, poll.is_open) for poll in state.polls] == [
        (1, [1, 0], False),
        (2, [0, 1], True),
    ]


def test_results_are_a_row_an_answer_and_no_formula():
    state = state_after([
        Asked("turn", "=1+1", ("+2", "b"), 0),
        Answered("secret-of-bob", "turn", 0),
        Answered("secret-of-ann", "turn", 1),
        AnswersShown(),
        Asked("aloud", "", ("A", "B"), None),
        Answered("secret-of-ann", "aloud", 1),
    ])  # fmt: skip
    assert results_csv(state).splitlines() == [
        "question,round,text,student,choice,option,right",
        "turn,1,'=1+1,1,0,'+2,1",
        "turn,1,'=1+1,2,1,b,0",
        "aloud,1,,2,1,B,",
    ]
