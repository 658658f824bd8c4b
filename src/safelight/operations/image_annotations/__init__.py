"""Operations on what is drawn on and told of images."""
