"""One ranking out of several: every reason why a candidate may be the answer, made comparable and added up.

The four views (a text's words and its meaning, alone and in context) are compared as z-scores among the candidates.
Their plain sum is the *first round*; from it follow what only shows between candidates: that the sitting a message
belongs to, or the message before or after it, is about the matter. Then everything is weighted and added.
Last, a *second round* from what that found: what answers a question that gathers ("What has she painted?") was told in
several sittings, so each further candidate of a sitting counts less (:mod:`runtime.memory.spreading`).

The weights were fitted by ``loci bench locomo --fit``: maximum likelihood of the right message among the candidates,
over all conversations, rounded to between those with and without captions. (The benchmark's own figures come from
weights fitted without the conversation they are measured on.) How many candidates there are hardly matters: weights
fitted at 50, 200 and all of them lose less than a point on each other. ``again`` is chosen there by what is found,
``echo``, ``cited`` and ``recent`` are set by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice, repeat
from math import sqrt

from models.search_values import Likeness, Place
from runtime.memory.citing import Cited
from runtime.memory.period import Period
from runtime.memory.spreading import spread

_DAY_US = 86_400 * 1_000_000
_EPOCH_ORDINAL = 719_163  # date(1970, 1, 1).toordinal()
# People tell of a day in the week after it.
_LATER = timedelta(days=7)
# Rounding alone spreads equal numbers this much.
_SPREAD_OF_EQUALS = 1e-9
_UNLIKE = Likeness(0.0, 0.0)
# A question this like the query is the same question asked before.
_SAME = 0.95


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each reason counts."""

    words: float = 0.12
    words_in_context: float = 0.25
    meaning: float = 0.36
    meaning_in_context: float = 0.09
    speaker: float = 3.2
    session: float = 0.77
    after: float = 0.22
    before: float = 0.27
    date: float = 3.1
    question: float = -0.93
    echo: float = -6.0
    cited: float = 2.0
    recent: float = 0.8
    again: float = -0.8


WORDS_ALONE = Weights(
    words=0.41, words_in_context=0.33, speaker=3.6, session=0.78, after=0.12, before=0.52, date=1.6, question=-0.91
)
"""Where no candidate has a vector, or nobody makes the question's: fitted in the same way, without them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of the candidates.

    ``named``: how surely a speaker is the one whom the query asks about; ``cited``: the messages that something in the
    memory cites which tells of the matter; ``newest``: of several answers the newest is meant.
    """

    ids: Sequence[int]
    words: Mapping[int, Likeness]
    meaning: Mapping[int, Likeness]
    places: Mapping[int, Place]
    named: Mapping[str, float]
    periods: Sequence[Period]
    cited: Cited = field(default_factory=Cited)
    newest: bool = False


def ranked(found: Evidence, weights: Weights, limit: int | None) -> list[tuple[int, dict[str, float]]]:
    """The best candidates, best first, each with what every reason adds to its score; of equals the newest first.

    What was said several times, word for word, is found once. ``limit`` None: all of them.
    """
    added = {
        name: [weight * value for value in view]
        for name, view in _reasons(found).items()
        if (weight := getattr(weights, name))
    }
    sums = map(sum, zip(*added.values(), strict=True)) if added else repeat(0.0)
    totals: dict[int, float] = dict(zip(found.ids, sums, strict=False))
    unlike: dict[int, int] = {}
    for each in sorted(found.ids, key=lambda each: (-totals[each], -abs(each))):
        unlike.setdefault(found.places[each].digest, each)
    sessions = {each: found.places[each].session for each in unlike.values()}
    order = spread({each: totals[each] for each in sessions}, sessions, weights.again)
    spots = {each: spot for spot, each in enumerate(found.ids)}
    return [
        (each, {name: view[spots[each]] for name, view in added.items()} | ({"again": lost} if weights.again else {}))
        for each, lost in islice(order, limit)
    ]


def _reasons(found: Evidence) -> dict[str, list[float]]:
    """Every candidate's reasons, not yet weighted, in the candidates' order, by the names of :class:`Weights`."""
    # What shares no word with the query has that known score, 0. What has no vector yet could be anything.
    words = [found.words.get(each, _UNLIKE) for each in found.ids]
    meaning = [found.meaning.get(each) for each in found.ids]
    views = {
        "words": z_scores([like.text for like in words]),
        "words_in_context": z_scores([like.context for like in words]),
        "meaning": z_scores([like.text if like else None for like in meaning]),
        "meaning_in_context": z_scores([like.context if like else None for like in meaning]),
    }
    views |= _priors(found)
    first = z_scores(_first_round(views))
    return views | _surroundings(found, first)


def z_scores(scores: Sequence[float | None]) -> list[float]:
    """Each score in standard deviations from the mean; None, no score, stands at the mean, 0.

    Where all are equal, nobody stands out and all get 0.
    """
    values = [score for score in scores if score is not None]
    mean = sum(values) / max(1, len(values))
    spread = sqrt(sum([(value - mean) ** 2 for value in values]) / max(1, len(values)))
    if spread < _SPREAD_OF_EQUALS:
        return [0.0] * len(scores)
    return [0.0 if score is None else (score - mean) / spread for score in scores]


def _first_round(views: Mapping[str, Sequence[float]]) -> list[float]:
    names = ("meaning", "meaning_in_context", "words_in_context", "speaker", "date", "cited")
    return [
        (meaning + meaning_in_context + words_in_context) / 2 + speaker + date + cited
        for meaning, meaning_in_context, words_in_context, speaker, date, cited in zip(
            *(views[name] for name in names), strict=True
        )
    ]


def _surroundings(found: Evidence, first: Sequence[float]) -> dict[str, list[float]]:
    """What the first round found in a candidate's sitting and next to it."""
    places = [found.places[each] for each in found.ids]
    best: dict[int | None, float] = {}
    for place, score in zip(places, first, strict=True):
        best[place.session] = max(score, best.get(place.session, score))
    spots = {each: spot for spot, each in enumerate(found.ids)}
    before, after = [0.0] * len(first), [0.0] * len(first)
    for spot, place in enumerate(places):
        previous = spots.get(place.previous) if place.previous is not None else None
        if previous is not None and places[previous].session == place.session:
            before[spot] = first[previous]
            after[previous] = first[spot]
    session_scores = [best[place.session] if place.session else None for place in places]
    return {"session": z_scores(session_scores), "before": before, "after": after}


def _priors(found: Evidence) -> dict[str, list[float]]:
    """What speaks for a candidate or against it, whatever the others are."""
    places = [found.places[each] for each in found.ids]
    alike = [like is not None and like.text >= _SAME for like in map(found.meaning.get, found.ids)]
    return {
        "speaker": [found.named.get(place.speaker, 0.0) for place in places],
        "date": _dates(found, places),
        "question": [float(place.asks) for place in places],
        "echo": [float(place.asks and same) for place, same in zip(places, alike, strict=True)],
        "cited": [found.cited.shares.get(each, 0.0) for each in found.ids],
        "recent": _recent(found),
    }


def _dates(found: Evidence, places: Sequence[Place]) -> list[float]:
    """1 on a day that the query speaks of, or where a fact rests on it that held then; a half in the week after."""
    days = [place.at // _DAY_US + _EPOCH_ORDINAL for place in places]
    close = [max([_closeness(day, period) for period in found.periods], default=0.0) for day in days]
    return [1.0 if each in found.cited.held else own for each, own in zip(found.ids, close, strict=True)]


def _closeness(day: int, period: Period) -> float:
    if period.start.toordinal() <= day < period.end.toordinal():
        return 1.0
    return 0.5 if 0 <= day - period.end.toordinal() < _LATER.days else 0.0


def _recent(found: Evidence) -> list[float]:
    """From 0 for the oldest candidate to 1 for the newest, where the newest is asked for; else 0."""
    recent = dict.fromkeys(found.ids, 0.0)
    if found.newest and len(recent) > 1:
        by_age = sorted(found.ids, key=lambda each: (found.places[each].at, abs(each)))
        recent |= {each: place / (len(by_age) - 1) for place, each in enumerate(by_age)}
    return list(recent.values())


def merged(*rankings: Iterable[int]) -> list[int]:
    """Every id of the rankings once."""
    return list(dict.fromkeys(each for ranking in rankings for each in ranking))
