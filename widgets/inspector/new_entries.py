"""Empty entries for the registers of a map, with a name or number where they need one."""

from __future__ import annotations

from itertools import count

from model.evidence import Evidence
from model.folding import fold
from model.journey import Channel, JourneyMap
from model.people import CompanyProfile, Persona
from model.values import Value, new_id
from model.views import SavedView
from model.voting import DotColour, VotingRound
from widgets.language import Language


def new_entry(kind: str, journey: JourneyMap, words: Language) -> Value:
    """Return an entry for the form ``kind``.

    A round follows the last one and keeps its colours and who takes part; a channel's name is one
    that no other has.
    """
    match kind:
        case "persona":
            return Persona(id=new_id())
        case "icp":
            return CompanyProfile(id=new_id())
        case "evidence":
            return Evidence(id=new_id())
        case "round":
            return _round_after(journey, words)
        case "channel":
            return Channel(id=new_id(), name=_free_name(journey, words("forms.channel.new")))
    return SavedView(id=new_id())


def _round_after(journey: JourneyMap, words: Language) -> VotingRound:
    last = max(journey.rounds, key=lambda held: held.number, default=None)
    if last is None:
        colour = DotColour(colour=words("forms.round.first_colour"))
        return VotingRound(id=new_id(), dots_each=3, colours=(colour,))
    return VotingRound(
        id=new_id(),
        number=min(last.number + 1, 99),
        participants=last.participants,
        dots_each=last.dots_each,
        lanes=last.lanes,
        colours=last.colours,
    )


def _free_name(journey: JourneyMap, name: str) -> str:
    taken = {fold(channel.name) for channel in journey.channels}
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    return next(held for held in names if fold(held) not in taken)
