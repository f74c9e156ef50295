"""Payment codes: which one may stand on a letter, and its content. Rules only; nothing here draws."""
