"""Letters as e-mails: addresses, the text, drafts that any mail program opens, and the firm's mail server."""
