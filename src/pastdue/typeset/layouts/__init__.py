"""Where on the sheet does each part of a letter stand, and what may show through the envelope's window?"""

from __future__ import annotations

from pastdue.typeset.layouts.layout import Align, Layout, Text
from pastdue.typeset.layouts.own_window import OwnWindow, Paper, own_layout
from pastdue.typeset.layouts.windows import Envelope, Frame, Window

__all__ = ["Align", "Envelope", "Frame", "Layout", "OwnWindow", "Paper", "Text", "Window", "own_layout"]
