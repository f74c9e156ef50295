"""Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

A run is a straight line of values, and the rooms of this package are its steps:

    intake → book → charges → ladder → letters → typeset → mailing
                                 ↘ ledger: what was done   ↘ tasks: what a person does   ↘ reports: what is told

`run` puts the steps in a row, `firm` holds the user's rules, `cli` serves a shell, `model` has the nouns.

A room may import from the rooms on the lines below its own, and not from its neighbours on the same line:

    __main__
    cli
    run
    firm
    mailing
    reports
    intake, ladder, tasks, typeset, ledger
    book, charges, letters
    model

docs/architecture.md has a paragraph for each room, and what does not belong in it.
"""

__version__ = "0.1.0"
