"""What is asked for: a picture, or facts about it."""

from dataclasses import replace

from safelight.domain.faults import NotBuilt
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes
from safelight.serving.values import choice, listed, part, refused

FORMS = {form: form for form in ("text", "javascript", "xml", "json")}
PICTURES = frozenset({"img", "mask", "tmb"})
FACTS = frozenset({"exists", "imageprops", "props", "catalogprops", "validate"})
FIELDS = frozenset({"imageset", "set", "targets", "userdata", "map"})
PLANNED = ("loadcache", "mbrset", "message", "resolve", "savetofile", "xlate", "xmp")
KINDS = {kind: kind for kind in (*sorted(PICTURES | FACTS | FIELDS), *PLANNED)}


class Req(Command[Wishes, tuple[str, str]]):
    """Type img, mask, tmb, exists, imageprops, props, catalogprops, validate, imageset, set, targets, userdata or map;
    form of facts text, javascript, xml or json; encoding UTF-8.

    syntax:  type[,form[,encoding]]
    default: img, text; for a set xml
    """

    name, stage, scope = "req", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> tuple[str, str]:
        values = listed(self.name, text, "type[,form[,encoding]]", 1, 3)
        kind = choice(self.name, values[0], KINDS)
        if kind in PLANNED:
            raise NotBuilt(f"req={kind}")
        if part(values, 2).upper() not in {"", "UTF-8"}:
            raise refused(self.name, text, "UTF-8, the only encoding built")
        return kind, choice(self.name, part(values, 1) or "text", FORMS)

    def apply(self, state: Wishes, value: tuple[str, str]) -> Wishes:
        kind, form = value
        return replace(state, kind=kind, form=form)
