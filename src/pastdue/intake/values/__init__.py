"""The values of cells: dates, amounts, addresses, countries, terms and words, read or refused with a reason."""
