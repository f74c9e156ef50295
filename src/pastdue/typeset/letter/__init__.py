"""One letter as pages: its parts as blocks, the blocks as pages, the pages as marks."""
