"""A letter's text in each of its settings, from airy to close: its blocks before the annex and those of the annex."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pastdue.model.letters import Letter
from pastdue.typeset.ink.codes import Art
from pastdue.typeset.letter.blocks import Squeeze, TextBlock, squeezed
from pastdue.typeset.letter.body import Body, BoxPlace, Parts


class Setting(NamedTuple):
    """The closeness of a letter's text: in the smaller size or not, the spaces cut by `squeeze` or whole."""

    tight: bool
    squeeze: Squeeze | None


SETTINGS = (
    Setting(tight=False, squeeze=None),
    Setting(tight=False, squeeze=Squeeze(0.75)),
    Setting(tight=True, squeeze=Squeeze(0.6)),
    Setting(tight=True, squeeze=Squeeze(0.4, least=5.5)),
)
"""From airy to close, tried in turn. Half a line is the least that still parts two paragraphs."""
_CLOSE = SETTINGS[2:]


class LetterText:
    """A letter's text in normal and in tight setting, each made when it is first asked for, and the `settings` that
    may be tried."""

    def __init__(self, letter: Letter, normal: Body, tight: Body, settings: Sequence[Setting] = SETTINGS) -> None:
        self.letter = letter
        self.settings = settings
        self._normal, self._tight = normal, tight
        self._art = Art.of(letter.payment.code) if letter.payment.code is not None else None

    @cached_property
    def _table(self) -> list[TextBlock]:
        """The table of invoices, which is the same in both sizes."""
        return self._normal.table(self.letter)

    @cached_property
    def normal(self) -> Parts:
        return self._normal.parts(self.letter, self._table, self._art)

    @cached_property
    def tight(self) -> Parts:
        return self._tight.parts(self.letter, self._table, self._art)

    def parts(self, setting: Setting) -> Parts:
        """The parts in the size of `setting`."""
        return self.tight if setting.tight else self.normal

    def blocks(self, setting: Setting, place: BoxPlace) -> list[TextBlock]:
        """The text as `setting` has it, with the payment box at `place`."""
        blocks = self.parts(setting).at(place)
        return blocks if setting.squeeze is None else squeezed(blocks, setting.squeeze)

    @property
    def closely(self) -> LetterText:
        """The same text set close throughout, for a first page that is short."""
        return LetterText(self.letter, self._normal, self._tight, _CLOSE)

    @cached_property
    def _normal_annex(self) -> list[TextBlock]:
        return self._normal.annex(self.letter)

    @cached_property
    def _tight_annex(self) -> list[TextBlock]:
        return self._tight.annex(self.letter)

    def annex(self, setting: Setting) -> list[TextBlock]:
        """The annex as `setting` has it; nothing where there is none."""
        annex = self._tight_annex if setting.tight else self._normal_annex
        return annex if setting.squeeze is None else squeezed(annex, setting.squeeze)
