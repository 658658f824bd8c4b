"""Operations on projects, the named sets of assets."""
