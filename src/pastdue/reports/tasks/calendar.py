"""Tasks as an iCalendar file: a task an entry of its whole day, the same bytes for the same tasks on every run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from pastdue.letters.language.voice import Voice
from pastdue.reports.tasks.words import TaskWords, in_words
from pastdue.tasks import Task

_WHOSE = "pastdue"


def tasks_calendar(tasks: Iterable[Task], voice: Voice, as_of: date) -> bytes:
    """The tasks as `tasks.ics`. A task has the same UID on every day, so that a calendar that reads the file again
    moves its entry instead of adding another; it is stamped with the as-of day."""
    from icalendar import Calendar, Event  # here, so that no other command waits for it

    calendar = Calendar()
    calendar.add("prodid", f"-//{_WHOSE}//tasks//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", voice.say("task.title"))
    for task in tasks:
        words, event = in_words(task, voice), Event()
        event.add("uid", f"{task.id}@{_WHOSE}")
        event.add("dtstamp", datetime.combine(as_of, time(), UTC))
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
        event.add("summary", f"{task.matter.to.name}: {words.action}")
        event.add("description", "\n".join(_lines(task, words, voice)))
        event.add("transp", "TRANSPARENT")
        event.add("categories", [task.matter.kind])
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _lines(task: Task, words: TaskWords, voice: Voice) -> Iterable[str]:
    """The facts needed to do the task, and the command that records it as done."""
    yield words.why
    for name, said in _reached(task):
        yield voice.labelled(voice.say(f"label.{name}"), said).replace("\u00a0", " ")
    yield f"pastdue done {task.id}"


def _reached(task: Task) -> Iterable[tuple[str, str]]:
    return ((name, said) for name, said in (("phone", task.matter.to.phone), ("email", task.matter.to.email)) if said)
