"""Layouts: the place of each part of a letter on the sheet, and the parts that may show through the window."""

from __future__ import annotations

from pastdue.typeset.layouts.layout import Align, Layout, TextArea
from pastdue.typeset.layouts.own_window import OwnWindow, Paper, own_layout
from pastdue.typeset.layouts.windows import Envelope, Frame, Window

__all__ = ["Align", "Envelope", "Frame", "Layout", "OwnWindow", "Paper", "TextArea", "Window", "own_layout"]
