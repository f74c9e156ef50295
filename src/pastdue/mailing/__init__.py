"""How do letters become post? The outbox, the order of the mail room, sheets, the manifest."""
