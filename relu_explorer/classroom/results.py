"""What was asked and answered in a class, as a table."""

from __future__ import annotations

import csv
import io

from relu_explorer.classroom.state import ClassState

_HEAD = ("question", "round", "text", "student", "choice", "option", "right")


def results_csv(state: ClassState) -> str:
    """Return a row an answer; students are numbered in the order of their first answers."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_HEAD)
    numbers: dict[str, int] = {}
    for poll in state.polls:
        for student, choice in poll.choices.items():
            number = numbers.setdefault(student, len(numbers) + 1)
            is_right = "" if poll.right is None else int(choice == poll.right)
            option = _plain(poll.options[choice])
            row = (poll.question, poll.round, _plain(poll.text), number, choice, option, is_right)
            writer.writerow(row)
    return table.getvalue()


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
