"""Documents kept and enclosed: invoice copies and claim forms, cleaned, and letters as PDF/A.

The home of pikepdf. Other people's PDFs are read here and nowhere else.
"""
