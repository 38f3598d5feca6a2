"""What the tests of counting start from: a map of two phases, and how often laws are tried."""

from hypothesis import HealthCheck, settings
from hypothesis import Phase as Stage

from model.journey import JourneyMap, Phase, Step

LAWS = settings(
    deadline=None,
    max_examples=10,
    phases=(Stage.explicit, Stage.reuse, Stage.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def two_phases(**fields) -> JourneyMap:
    """Two phases of a step each, no lane."""
    phases = (
        Phase(id="p1", name="Søger", steps=(Step(id="s1"),)),
        Phase(id="p2", name="Køber", steps=(Step(id="s2"),)),
    )
    return JourneyMap(id="m", **{"phases": phases, **fields})
