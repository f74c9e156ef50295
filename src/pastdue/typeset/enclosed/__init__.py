"""What is kept of a letter, and what of the invoice goes with it? Invoice copies, cleaned; letters as PDF/A.

The home of pikepdf. Other people's PDFs are read here and nowhere else.
"""
