"""The parts of a letter in words: addresses, salutation, paragraphs, tables, payment and annex."""
