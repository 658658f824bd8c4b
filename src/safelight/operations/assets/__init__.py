"""Operations on single assets and batches of them."""
