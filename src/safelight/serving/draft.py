"""What the commands of a request write on: the reply wished for, and the picture as it is planned."""

from dataclasses import dataclass, field

from safelight.domain.records import Record, ServingSettings
from safelight.imaging.encode import Encoding
from safelight.imaging.sharpen import Filter, Sharpen, UnsharpMask
from safelight.serving.colours import Colour
from safelight.serving.layer import Layer
from safelight.serving.placing import View

SMALLEST_SIGMA = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How to answer, whatever the picture is.

    kind:          of `req=`; form: its reply form, empty where the request names none
    handler, tag:  JSONP function, and the id it is given back
    client_cache, server_cache: may the reply be kept there
    refresh:       render anew although the answer is cached
    default_image: instead of the setting; empty switches it off, None leaves the setting
    source, template: names of the picture shown, and of the record whose commands are taken; empty where not named
    image_set:     told in place of the record's, None leaves that; label_key: of pictures in it
    """

    kind: str = "img"
    form: str = ""
    handler: str = "s7jsonResponse"
    tag: str = ""
    client_cache: bool = True
    server_cache: bool = True
    refresh: bool = False
    default_image: str | None = None
    source: str = ""
    template: str = ""
    image_set: str | None = None
    label_key: str = ""


@dataclass(frozen=True, slots=True)
class Unsharp:
    """An unsharp mask as asked: a relative radius counts pixels of full resolution."""

    amount: float
    radius: float
    threshold: int
    monochrome: bool
    relative: bool

    def at(self, scale: float) -> UnsharpMask | None:
        """As it acts on a picture of that scale; None where it does nothing.

        Assumed: the radius is the sigma of a Gaussian, and never less than half a pixel, which is the least that
        sharpens at all.
        """
        if not self.amount or not self.radius:
            return None
        sigma = max(SMALLEST_SIGMA, self.radius * min(1.0, scale) if self.relative else self.radius)
        return UnsharpMask(self.amount, round(sigma, 3), self.threshold, self.monochrome)


Sharpening = Sharpen | Unsharp


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """Step 2 of an image layer; the first that is given counts. size: pixels, 0 = derived; resolution: of `res=`."""

    size: tuple[int, int] | None = None
    factor: float | None = None
    resolution: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """pixel_type: empty for the default of the request; quality and the like are those of the encoding."""

    encoding: Encoding
    media_type: str = "image/jpeg"
    alpha: bool = False
    pixel_type: str = ""
    max_bytes: int = 0
    resampling: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A picture between its request and its plan."""

    record: Record
    settings: ServingSettings
    layer: Layer
    output: Output
    view: View = field(default_factory=View)
    scaling: Scaling = field(default_factory=Scaling)
    fill: Colour | None = None
    background: Colour | None = None
    layer_sharpening: tuple[Sharpening, ...] = ()
    view_sharpening: tuple[Sharpening, ...] = ()


def effects(asked: tuple[Sharpening, ...], scale: float, reply_scale: float) -> tuple[Filter, ...]:
    """The filters of a picture. scale: reply pixels for one of full resolution; reply_scale: that of `rect=` alone."""
    made = [each if isinstance(each, Sharpen) else _scaled(each, scale, reply_scale) for each in asked]
    return tuple(each for each in made if each is not None)


def _scaled(each: Unsharp, scale: float, reply_scale: float) -> UnsharpMask | None:
    return each.at(scale if each.relative else reply_scale)
