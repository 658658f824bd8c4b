"""Operations on metadata fields, on what assets have of them, and on the dictionaries of tag fields."""
