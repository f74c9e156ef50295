"""How is a `Table` shown? As text on a terminal, CSV or JSON; and the aging as a page for the board.

What a report says is decided in `reports`; nothing here counts anything but widths.
"""
