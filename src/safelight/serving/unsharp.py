"""The values of an unsharp mask, which the command with either kind of radius reads alike."""

from safelight.serving.draft import Unsharp
from safelight.serving.values import clamped_real, clamped_whole, flag, listed, part


def read(name: str, text: str, *, relative: bool) -> Unsharp:
    """Values beyond their range are taken as its end.

    name:     of the command, for refusals
    relative: the radius counts pixels of full resolution
    raises:   InvalidParameter
    """
    values = listed(name, text, "amount[,radius[,threshold[,monochrome]]]", 1, 4)
    return Unsharp(
        amount=clamped_real(name, values[0], 0, 5),
        radius=clamped_real(name, part(values, 1) or "0", 0, 250),
        threshold=clamped_whole(name, part(values, 2) or "0", 0, 255),
        monochrome=flag(name, part(values, 3) or "0"),
        relative=relative,
    )
