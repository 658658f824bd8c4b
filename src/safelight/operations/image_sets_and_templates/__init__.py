"""Operations on sets of assets and on templates."""
