"""A language: its words, its plural forms, and how it writes dates, amounts and countries."""
