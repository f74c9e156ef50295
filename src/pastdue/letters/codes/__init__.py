"""Payment codes: the rules for printing one on a letter, and its content; drawing is the typesetter's."""
