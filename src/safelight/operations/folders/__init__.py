"""Operations on folders."""
