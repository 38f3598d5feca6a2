"""Which fields the inspector shows of what, as data: one row of these tables is one field."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.inspector.cell_fields import CARD, FEELING, METRIC, MIXTURE, PASSAGE, PICTURE
from widgets.inspector.entry_fields import CHANNEL, LINK, ROUND, SOURCE, VIEW
from widgets.inspector.field import Section
from widgets.inspector.grid_fields import CARDS_LANE, FEELINGS_LANE, LANE, PHASE, STEP
from widgets.inspector.map_fields import MAP
from widgets.inspector.people_fields import COMPANY, PERSONA

FORMS: Mapping[str, tuple[Section, ...]] = {
    "card": CARD,
    "feeling": FEELING,
    "metric": METRIC,
    "passage": PASSAGE,
    "picture": PICTURE,
    "mixture": MIXTURE,
    "phase": PHASE,
    "step": STEP,
    "lane": LANE,
    "cards_lane": CARDS_LANE,
    "feelings_lane": FEELINGS_LANE,
    "metrics_lane": LANE,
    "text_lane": LANE,
    "images_lane": LANE,
    "link": LINK,
    "map": MAP,
    "persona": PERSONA,
    "icp": COMPANY,
    "evidence": SOURCE,
    "view": VIEW,
    "round": ROUND,
    "channel": CHANNEL,
}
# Card types that end in someone doing something: their plan is shown open.
PLANNED_TYPES = ("opportunity", "idea", "solution", "task")
