"""The English texts of messages on how a user's files were read, by key: doubts about a row, and remarks on a file.

Their counts and amounts stand ungrouped in English, as in the reports on rows that cannot be used.
"""

from __future__ import annotations

from collections.abc import Mapping

Forms = str | Mapping[str, str]
"""A text, or its plural forms: `one` and `other`."""

_DOUBTS: dict[str, Forms] = {
    "row_says_open": "the row says only what is open",
    "row_says_paid": "the row says {paid} is paid",
    "two_readings": "{said}: {among} is open if that counts the payments listed, {since} if they came in since",
    "payments_too_few": "the row says {paid} is paid, all its payments add up to {sum}",
    "credit_names": "credit {number} of {amount} names invoice {named}, {wrong}",
    "credit_not_in_file": "which is not in the file",
    "credit_of_customer": "which is customer {id}'s",
    "credit_in_currency": "which is in {currency}",
}

READING: Mapping[str, Forms] = {**_DOUBTS}
