"""E-mail addresses: what is taken, and what is refused because it is none or would be more than one."""

from __future__ import annotations

import pytest

from pastdue.mailing.email.addresses import BadAddress, addresses, mailbox


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@b.pl", ("a@b.pl",)),
        ("a@b.pl; c@d.de,e@f.fr", ("a@b.pl", "c@d.de", "e@f.fr")),
        ('"Nowak, Anna" <a@b.pl>; c@d.de, Jan <e@f.fr>', ("a@b.pl", "c@d.de", "e@f.fr")),
        ("a@b.pl, A <a@b.pl>,", ("a@b.pl",)),
        ("info@bücher.example", ("info@xn--bcher-kva.example",)),
        ("first.last+tag@sub.example.co.uk", ("first.last+tag@sub.example.co.uk",)),
        ("", ()),
    ],
)
def test_several_addresses_with_and_without_names_are_taken_in_their_order(text: str, found: tuple[str, ...]) -> None:
    assert addresses(text) == found


@pytest.mark.parametrize(
    "text",
    ["a@b", "a b@c.de x", "a@", "@b.de", "a@b@c.de", "a..b@c.de", "a@-b.de", "a@b..de", "none", "jürgen@x.de",
     "a@b.de\r\nBcc: c@d.de", "a@b.de\x00", "x" * 65 + "@b.de", "a@" + "b" * 64 + ".de", "Jan <e@f.fr"],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_so_is_all_that_stands_with_it(text: str) -> None:
    with pytest.raises(BadAddress):
        addresses(text)
    with pytest.raises(BadAddress):
        addresses(f"good@example.com; {text}")


def test_a_sender_is_one_address_with_its_name_whatever_letters_that_has() -> None:
    assert mailbox('"Nowak, Łucja" <a@b.pl>').display_name == "Nowak, Łucja"
    for text in ("a@b.pl, c@d.de", "A <a@b.pl>, B <c@d.de>", "Anna", "A <a@b.pl>\nBcc: c@d.de"):
        with pytest.raises(BadAddress):
            mailbox(text)
