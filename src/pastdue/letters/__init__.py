"""How does a notice become a letter? `compose` finds the words, `typeset` sets the pages."""
