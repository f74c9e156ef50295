"""A task in words: what to do and why, in the firm's language."""

from __future__ import annotations

from pastdue.letters.language.voice import Voice
from pastdue.tasks import Do, Task


def action(task: Task, voice: Voice) -> str:
    """The action in one sentence."""
    return _said(f"task_do.{task.do}", task, voice)


def why(task: Task, voice: Voice) -> str:
    """Why, in one sentence: what happened and when."""
    about_a_message = task.do is Do.RESEND and not task.invoices
    return _said(f"task_why.{'resend_message' if about_a_message else task.do}", task, voice)


def _said(key: str, task: Task, voice: Voice) -> str:
    values = {
        "customer": task.to.name, "project": task.project, "since": voice.written.day(task.since),
        "amount": voice.written.money(task.amount) if task.amount else "", "letter": task.letter,
        "invoices": voice.numbers(task.invoices),
    }  # fmt: skip
    return voice.say(key, values).replace("\u00a0", " ")
