"""Operations on what lies in the trash."""
