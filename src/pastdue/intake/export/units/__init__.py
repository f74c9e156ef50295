"""Units of amounts, as a header or a line of its own names them: thousands, lakhs, millions, crores."""
