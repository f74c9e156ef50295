"""A task in words: what to do and why, in the firm's language."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.tasks import Do, Task, Unsent


@dataclass(frozen=True, slots=True)
class TaskWords:
    """The action, and why, each in one sentence: what happened and when."""

    action: str
    why: str


def in_words(task: Task, voice: Voice) -> TaskWords:
    """The task in the language of `voice` with plain spaces alone, as terminals and other programs expect."""
    words = bound_words(task, voice)
    return TaskWords(*(text.replace("\u00a0", " ") for text in (words.action, words.why)))


def bound_words(task: Task, voice: Voice) -> TaskWords:
    """The same for a page that breaks its lines itself: no line ends within a date or an amount."""
    about_a_message = task.do is Do.RESEND and not task.matter.invoices
    values = {
        "customer": task.matter.to.name, "project": task.matter.project, "since": voice.written.day(task.since),
        "amount": voice.written.money(task.matter.amount) if task.matter.amount else "", "letter": task.matter.letter,
        "invoices": voice.numbers(task.matter.invoices),
    }  # fmt: skip
    what = f"{task.do}_{task.matter.unsent}" if task.matter.unsent in (Unsent.PERHAPS, Unsent.REFUSED) else task.do
    keys = (f"task_do.{what}", f"task_why.{'resend_message' if about_a_message else what}")
    return TaskWords(*(voice.say(key, values) for key in keys))
