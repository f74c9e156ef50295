"""The state of each row: by the words of its status and kind, by notes, marks, and payments in rows of their own."""
