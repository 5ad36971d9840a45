"""spaCy's arc-eager parsing for many sentences at once: the same decisions, a transition of all of them a step.

A parse is a run of *shift, reduce, left, right* and *break*. When the stack is empty and the next token has no child
yet, nothing of the past is left: from there on the parse depends on the token's place alone. So a **lane** may start at
any token and run to the next such point. Lanes start wherever a sentence is likely to begin and advance together. In
the end each document is read off the lanes that follow one another from its first token; lanes that started where no
sentence began are dropped.

The rules are those of ``_parser_internals/arc_eager.pyx`` and ``_state.pxd`` in spaCy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
CAN_SHIFT, CAN_REDUCE, CAN_ATTACH, CAN_BREAK = 1, 2, 4, 8  # flags of what a state allows
NONE = -1  # no such token

_BOTTOM = 3  # empty slots under every stack, so that S0, S1 and S2 can be read from any
_TOKEN, _LEFT, _RIGHT = range(3)  # fields of a token in a stack or a rebuffer: its last left and right child
_HAS_HEAD, _ELDER = 3, 4  # in a stack: has it a head, and what was the head's last right child before it?
_IS_BACK, _IS_MARKED = 3, 4  # in a rebuffer: was it put back and not reached since, was it made a sentence start?


class Scorer(Protocol):
    """Chooses actions; ``moves`` says the kind of each."""

    moves: Numbers

    def choose(self, tokens: Numbers, flags: Numbers) -> Numbers:
        """Return the best action that the flags allow for each state, given its eight tokens."""


@dataclass(frozen=True, slots=True)
class Fronts:
    """What lies before each lane: the next two tokens, the children of the first, what has been said of both."""

    first: Numbers
    second: Numbers
    left: Numbers
    right: Numbers
    is_back: Bools
    first_marked: Bools
    second_marked: Bools


@dataclass(slots=True)
class Steps:
    """The lanes of one step and what was read of them."""

    lanes: Numbers
    depths: Numbers
    backs: Numbers
    tops: Numbers
    fronts: Fronts


class Lanes:
    """The states of all lanes: a stack, a rebuffer of tokens put back, and the first token of the untouched buffer."""

    def __init__(self, starts: Numbers, ends: Numbers, sent_starts: Numbers) -> None:
        """``starts`` are tokens, ``ends`` where their documents end, ``sent_starts`` what is set: 1, 0 or -1."""
        count = len(starts)
        self.ends = ends
        self.sent_starts = np.append(sent_starts, 0)  # the last is read for NONE
        self.claimed = np.zeros(len(sent_starts) + 1, bool)
        self.claimed[starts] = True
        self.followers = np.full(len(sent_starts) + 1, NONE)  # of a segment's first token: that of the next one
        self.segments = starts.copy()
        self.next = starts.copy()
        self.next_left = np.full(count, NONE)
        self.marked = np.zeros((2, count), bool)  # was the next token, or the one after it, made a sentence start?
        self.depths = np.full(count, _BOTTOM)
        self.backs = np.zeros(count, np.int64)
        self.stacks = np.full((count, 32, 5), NONE)
        self.rebuffers = np.full((count, 32, 5), NONE)
        self.arcs: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []  # segment, child, head, action

    def run(self, scorer: Scorer) -> None:
        """Advance all lanes to their ends."""
        lanes = np.arange(len(self.ends))
        room = self.stacks.shape[1] - _BOTTOM
        while len(lanes):
            if room <= 1:
                room = self._make_room()
            room -= 1
            steps = self._read(lanes)
            actions = scorer.choose(self._tokens(steps), self._flags(steps))
            self._advance(steps, actions, scorer.moves[actions])
            lanes = self._settle(lanes)

    def _make_room(self) -> int:
        """See that every stack and rebuffer can take more tokens; return how many."""
        slots = self.stacks.shape[1]
        used = int(max(self.depths.max(), self.backs.max()))
        if used > slots // 2:
            more = ((0, 0), (0, slots), (0, 0))
            self.stacks = np.pad(self.stacks, more, constant_values=NONE)
            self.rebuffers = np.pad(self.rebuffers, more, constant_values=NONE)
        return self.stacks.shape[1] - used

    def _read(self, lanes: Numbers) -> Steps:
        depths, backs = self.depths[lanes], self.backs[lanes]
        return Steps(lanes, depths, backs, self.stacks[lanes, depths - 1], self._fronts(lanes, backs))

    def _fronts(self, lanes: Numbers, backs: Numbers) -> Fronts:
        first, ends = self.next[lanes], self.ends[lanes]
        second = np.where(first + 1 < ends, first + 1, NONE)
        first = np.where(first < ends, first, NONE)
        (first_marked, second_marked), left = self.marked[:, lanes], self.next_left[lanes]
        right, is_back = np.full(len(lanes), NONE), np.zeros(len(lanes), bool)
        for some in (np.flatnonzero(backs == 1), np.flatnonzero(backs > 1)):  # few lanes have put tokens back
            if not len(some):
                continue
            at, number = lanes[some], backs[some]
            token = self.rebuffers[at, number - 1]
            under = self.rebuffers[at, number - 2] if number[0] > 1 else None
            second[some] = first[some] if under is None else under[:, _TOKEN]
            second_marked[some] = first_marked[some] if under is None else under[:, _IS_MARKED] > 0
            first[some], left[some], right[some] = token[:, _TOKEN], token[:, _LEFT], token[:, _RIGHT]
            is_back[some], first_marked[some] = token[:, _IS_BACK] > 0, token[:, _IS_MARKED] > 0
        return Fronts(first, second, left, right, is_back, first_marked, second_marked)

    def _tokens(self, steps: Steps) -> Numbers:
        """Return the eight tokens that a state is scored by: B0, B1, S0, S1, S2 and three children."""
        tokens = np.empty((len(steps.lanes), 8), np.int64)
        tokens[:, 0], tokens[:, 1] = steps.fronts.first, steps.fronts.second
        tokens[:, 2] = steps.tops[:, _TOKEN]
        tokens[:, 3] = self.stacks[steps.lanes, steps.depths - 2, _TOKEN]
        tokens[:, 4] = self.stacks[steps.lanes, steps.depths - 3, _TOKEN]
        tokens[:, 5] = steps.fronts.left
        tokens[:, 6:8] = steps.tops[:, _LEFT : _RIGHT + 1]
        return tokens

    def _flags(self, steps: Steps) -> Numbers:
        """Return what each state allows."""
        fronts = steps.fronts
        first, second = self.sent_starts[fronts.first], self.sent_starts[fronts.second]
        has_first, has_second = fronts.first != NONE, fronts.second != NONE
        is_empty = steps.depths == _BOTTOM
        goes_on = ~((first == 1) | fronts.first_marked)
        shift = is_empty | (has_second & goes_on & ~fronts.is_back)
        reduce_ = ~is_empty & ~(has_first & (steps.depths == _BOTTOM + 1) & (first == -1))
        attach = ~is_empty & has_first & goes_on
        break_ = (second == 0) & ~fronts.second_marked & has_second & (fronts.second == fronts.first + 1)
        flags: Numbers = shift * CAN_SHIFT + reduce_ * CAN_REDUCE + attach * CAN_ATTACH + break_ * CAN_BREAK
        return flags

    def _advance(self, steps: Steps, actions: Numbers, moves: Numbers) -> None:
        attaches = moves >= LEFT
        attaches &= moves != BREAK
        if attaches.any():
            self._log(steps, actions, moves, np.flatnonzero(attaches))
        for move, do in ((LEFT, self._left), (REDUCE, self._reduce), (BREAK, self._break)):
            if len(some := np.flatnonzero(moves == move)):
                do(steps, some)
        if len(some := np.flatnonzero((moves == SHIFT) | (moves == RIGHT))):
            self._push(steps, some, moves[some] == RIGHT)

    def _log(self, steps: Steps, actions: Numbers, moves: Numbers, some: Numbers) -> None:
        top, first = steps.tops[some, _TOKEN], steps.fronts.first[some]
        is_left = moves[some] == LEFT
        child, head = np.where(is_left, top, first), np.where(is_left, first, top)
        self.arcs.append((self.segments[steps.lanes[some]], child, head, actions[some]))

    def _push(self, steps: Steps, some: Numbers, is_right: Bools) -> None:
        """Move B0 onto the stack, as a child of S0 after *right*."""
        lanes, depths, fronts = steps.lanes[some], steps.depths[some], steps.fronts
        token = np.empty((len(some), 5), np.int64)
        token[:, _TOKEN], token[:, _LEFT], token[:, _RIGHT] = fronts.first[some], fronts.left[some], fronts.right[some]
        token[:, _HAS_HEAD], token[:, _ELDER] = is_right, steps.tops[some, _RIGHT]
        self.stacks[lanes[is_right], depths[is_right] - 1, _RIGHT] = token[is_right, _TOKEN]
        self.stacks[lanes, depths] = token
        self.depths[lanes] += 1
        is_back = steps.backs[some] > 0
        self.backs[lanes] -= is_back
        on = lanes[~is_back]
        self.next[on] += 1
        self.next_left[on] = NONE
        self.marked[0, on] = self.marked[1, on]
        self.marked[1, on] = False

    def _left(self, steps: Steps, some: Numbers) -> None:
        """Take S0 from the stack as a child of B0; its former head, S1, loses it."""
        lanes, depths, backs, tops = steps.lanes[some], steps.depths[some], steps.backs[some], steps.tops[some]
        had_head = tops[:, _HAS_HEAD] == 1
        self.stacks[lanes[had_head], depths[had_head] - 2, _RIGHT] = tops[had_head, _ELDER]
        self.depths[lanes] -= 1
        is_back = backs > 0
        self.next_left[lanes[~is_back]] = tops[~is_back, _TOKEN]
        self.rebuffers[lanes[is_back], backs[is_back] - 1, _LEFT] = tops[is_back, _TOKEN]
        self.rebuffers[lanes[is_back], backs[is_back] - 1, _IS_BACK] = 0

    def _reduce(self, steps: Steps, some: Numbers) -> None:
        """Take S0 from the stack; without a head and with others under it, it goes back to the buffer."""
        lanes, tops = steps.lanes[some], steps.tops[some]
        self.depths[lanes] -= 1
        returns = (tops[:, _HAS_HEAD] != 1) & (steps.depths[some] > _BOTTOM + 1)
        if returns.any():
            token = tops[returns]
            token[:, _IS_BACK], token[:, _IS_MARKED] = 1, 0
            self.rebuffers[lanes[returns], steps.backs[some[returns]]] = token
            self.backs[lanes[returns]] += 1

    def _break(self, steps: Steps, some: Numbers) -> None:
        """Make B1 a sentence start."""
        lanes, backs = steps.lanes[some], steps.backs[some]
        self.marked[1, lanes[backs == 0]] = True
        self.marked[0, lanes[backs == 1]] = True
        deep = backs > 1
        self.rebuffers[lanes[deep], backs[deep] - 2, _IS_MARKED] = 1

    def _settle(self, lanes: Numbers) -> Numbers:
        """Close the segments of lanes without a past and return the lanes that go on."""
        is_clear = (self.depths[lanes] == _BOTTOM) & (self.backs[lanes] == 0)
        is_clear &= (self.next_left[lanes] == NONE) & ~self.marked[1, lanes]
        if not is_clear.any():
            return lanes
        clear = lanes[is_clear]
        places = self.next[clear]
        self.followers[self.segments[clear]] = places
        is_new = (places < self.ends[clear]) & ~self.claimed[places]
        is_new[is_new] = _are_first(places[is_new])
        self.claimed[places[is_new]] = True
        self.segments[clear[is_new]] = places[is_new]
        stays = ~is_clear
        stays[is_clear] = is_new
        going: Numbers = lanes[stays]
        return going

    def read(self, bounds: Iterable[tuple[int, int]]) -> tuple[Numbers, Numbers]:
        """Return head and action of every token of documents with these bounds; roots are their own heads."""
        size = len(self.sent_starts) - 1
        is_real = np.zeros(size, bool)
        followers = self.followers.tolist()
        for start, end in bounds:
            while start < end:
                is_real[start] = True
                start = followers[start]
        heads, actions = np.arange(size), np.full(size, NONE)
        if self.arcs:
            segments, children, parents, chosen = (np.concatenate(column) for column in zip(*self.arcs, strict=True))
            kept = is_real[segments]
            heads[children[kept]] = parents[kept]  # a later arc to the same child replaces an earlier one
            actions[children[kept]] = chosen[kept]
        return heads, actions


def _are_first(values: Numbers) -> Bools:
    """Say of each value whether it is the first of its kind."""
    first = np.zeros(len(values), bool)
    first[np.unique(values, return_index=True)[1]] = True
    return first
