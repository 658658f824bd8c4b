"""Operations that find assets."""
