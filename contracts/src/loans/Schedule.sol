// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { Calendar } from "./Calendar.sol";
import { Interest } from "./Interest.sol";

/// @notice What one instalment asks for, and what of it is unpaid. Base units, seconds UTC. `balance` is the principal scheduled
/// to be outstanding at the start of its period; 0 means that there is no such instalment.
struct Ask {
    uint256 index;
    uint256 startsAt;
    uint256 dueAt;
    uint256 accrualStart;
    uint256 balance;
    uint256 interestDue;
    uint256 interestPaid;
    uint256 interestUnpaid;
    uint256 principalDue;
    uint256 principalUnpaid;
}

/// @notice Walks over the instalments of a loan from its position on. The schedule is computed, never stored.
library Schedule {
    /// @notice What the position's next instalment asks for.
    function first(ILoans.Terms memory terms, ILoans.Position memory position)
        internal
        pure
        returns (Ask memory ask)
    {
        if (position.outstandingPrincipal == 0) return ask;
        ask.index = position.nextInstalment;
        ask.startsAt = Calendar.dueAt(position.drawnAt, terms.unit, terms.interval, ask.index - 1);
        ask.accrualStart = position.accrualStart;
        ask.balance = position.outstandingPrincipal + position.principalPaid;
        ask.interestPaid = position.interestPaid;
        _figures(terms, position, ask, position.principalPaid);
    }

    /// @notice Moves on to the instalment after it.
    function advance(ILoans.Terms memory terms, ILoans.Position memory position, Ask memory ask)
        internal
        pure
    {
        ask.balance -= ask.principalDue;
        if (ask.balance == 0) return;
        unchecked {
            ++ask.index;
        }
        ask.startsAt = ask.dueAt;
        ask.accrualStart = ask.dueAt;
        ask.interestPaid = 0;
        _figures(terms, position, ask, 0);
    }

    /// @notice The oldest instalment with something unpaid: one that asks for nothing is never late.
    function oldestUnpaid(ILoans.Terms memory terms, ILoans.Position memory position)
        internal
        pure
        returns (Ask memory ask)
    {
        ask = first(terms, position);
        while (ask.balance != 0 && asksNothing(ask)) advance(terms, position, ask);
    }

    /// @notice Whether nothing (more) is asked: at 0 % before principal begins, or paid up by a prepayment.
    function asksNothing(Ask memory ask) internal pure returns (bool) {
        return ask.interestUnpaid | ask.principalUnpaid == 0;
    }

    /// @notice Interest of the ask's period accrued until `time`, paid or not, rounded up; all of it from the due date on.
    function accruedUp(ILoans.Terms memory terms, Ask memory ask, uint256 time)
        internal
        pure
        returns (uint256)
    {
        if (time >= ask.dueAt) return ask.interestDue;
        (uint256 numerator, uint256 denominator) =
            Interest.periodRate(terms.annualRate, terms.unit, terms.interval);
        return Interest.partialInterestUp(
            ask.balance, numerator, denominator, ask.accrualStart, time, ask.dueAt - ask.startsAt
        );
    }

    /// @notice Of `accruedUp`, what is not yet paid.
    function accruedUnpaid(ILoans.Terms memory terms, Ask memory ask, uint256 time)
        internal
        pure
        returns (uint256)
    {
        return lessOrNone(accruedUp(terms, ask, time), ask.interestPaid);
    }

    /// @notice When an instalment stops being on time and its unpaid principal begins to carry late interest.
    function graceEnd(ILoans.Terms memory terms, uint256 dueAt) internal pure returns (uint256) {
        unchecked {
            return dueAt + uint256(terms.graceDays) * 1 days;
        }
    }

    /// @notice Whole days from a due date to `time`, 0 before.
    function daysAfter(uint256 dueAt, uint256 time) internal pure returns (uint256) {
        return time > dueAt ? (time - dueAt) / 1 days : 0;
    }

    /// @notice a − b, or 0 if b is greater.
    function lessOrNone(uint256 a, uint256 b) internal pure returns (uint256) {
        unchecked {
            return a > b ? a - b : 0;
        }
    }

    function _figures(
        ILoans.Terms memory terms,
        ILoans.Position memory position,
        Ask memory ask,
        uint256 principalPaid
    ) private pure {
        ask.dueAt = Calendar.dueAt(position.drawnAt, terms.unit, terms.interval, ask.index);
        (uint256 numerator, uint256 denominator) =
            Interest.periodRate(terms.annualRate, terms.unit, terms.interval);
        uint256 wholeInterest = Interest.periodInterestUp(ask.balance, numerator, denominator);
        ask.interestDue = ask.accrualStart == ask.startsAt
            ? wholeInterest
            : Interest.partialInterestUp(
                ask.balance, numerator, denominator, ask.accrualStart, ask.dueAt, ask.dueAt - ask.startsAt
            );
        ask.principalDue = _principalDue(terms, ask, wholeInterest, position.instalment);
        ask.interestUnpaid = lessOrNone(ask.interestDue, ask.interestPaid);
        ask.principalUnpaid = lessOrNone(ask.principalDue, principalPaid);
    }

    /// @param A The loan's instalment.
    function _principalDue(ILoans.Terms memory terms, Ask memory ask, uint256 wholeInterest, uint256 A)
        private
        pure
        returns (uint256 due)
    {
        if (ask.index == terms.count) return ask.balance;
        if (ask.index <= terms.interestOnlyCount) return 0;
        if (terms.method == ILoans.Method.EqualInstalment) due = lessOrNone(A, wholeInterest);
        else if (terms.method == ILoans.Method.EqualPrincipal) due = A;
        if (due > ask.balance) due = ask.balance;
    }
}
