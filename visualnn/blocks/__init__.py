"""What a block is: one file per kind, each a single declaration that every other layer reads."""
