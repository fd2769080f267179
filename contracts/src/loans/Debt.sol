// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { Interest } from "./Interest.sol";
import { Ask, Schedule } from "./Schedule.sol";

/// @notice What is owed at a time, split. Base units; interest and late interest rounded up.
library Debt {
    /// @notice Late interest at `time` of a loan that is not in default, on unpaid principal past its grace.
    function lateInterest(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (uint256)
    {
        Ask memory ask = Schedule.first(terms, position);
        uint256 principalSeconds;
        while (ask.balance != 0) {
            uint256 from = Schedule.graceEnd(terms, ask.dueAt);
            if (from >= time) break;
            if (from < position.lateAccruedUntil) from = position.lateAccruedUntil;
            if (time > from) principalSeconds += ask.principalUnpaid * (time - from);
            Schedule.advance(terms, position, ask);
        }
        if (principalSeconds == 0) return position.lateInterestOwed;
        return position.lateInterestOwed + Interest.lateInterestUp(principalSeconds, terms.lateRate);
    }

    /// @notice Late interest at `time` after default: on all outstanding principal, until the write-off.
    function lateInterestAfterDefault(
        ILoans.Terms memory terms,
        ILoans.Position memory position,
        uint256 time
    ) internal pure returns (uint256) {
        if (position.status != ILoans.Status.Defaulted || time <= position.lateAccruedUntil) {
            return position.lateInterestOwed;
        }
        uint256 principalSeconds = position.outstandingPrincipal * (time - position.lateAccruedUntil);
        return position.lateInterestOwed + Interest.lateInterestUp(principalSeconds, terms.lateRate);
    }

    /// @notice Late interest and the unpaid parts of every instalment due by `time`.
    function dueNow(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (ILoans.Allocation memory)
    {
        return _unpaid(terms, position, time, false);
    }

    /// @notice What a repayment at `time` takes at most: what is due and the instalment of the running period, but never
    /// more than the payoff.
    function repayable(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (ILoans.Allocation memory)
    {
        ILoans.Allocation memory owed = payoff(terms, position, time);
        ILoans.Allocation memory begun = _unpaid(terms, position, time, true);
        return sum(begun) >= sum(owed) ? owed : begun;
    }

    /// @notice Whether a repayment of `amount` reaches the payoff before it has paid all that is due and running.
    function reachesPayoff(
        ILoans.Terms memory terms,
        ILoans.Position memory position,
        uint256 time,
        uint256 amount
    ) internal pure returns (bool) {
        // The payoff holds all principal; most payments are far from it and need no second look.
        if (amount < position.outstandingPrincipal) return false;
        uint256 owed = sum(payoff(terms, position, time));
        return amount >= owed && sum(_unpaid(terms, position, time, true)) >= owed;
    }

    /// @notice What closes the loan at `time`: late interest, interest due and accrued, all principal.
    function payoff(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (ILoans.Allocation memory owed)
    {
        if (position.outstandingPrincipal == 0) return owed;
        owed.lateInterest = lateInterest(terms, position, time);
        owed.interest = interestUnpaid(terms, position, time);
        owed.principal = position.outstandingPrincipal;
    }

    /// @notice All that is owed at `time` after default.
    function afterDefault(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (ILoans.Allocation memory)
    {
        return ILoans.Allocation({
            lateInterest: lateInterestAfterDefault(terms, position, time),
            interest: position.interestOwed,
            principal: position.outstandingPrincipal
        });
    }

    /// @notice Interest unpaid of all instalments due by `time`, and accrued of the running period.
    function interestUnpaid(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (uint256 interest)
    {
        Ask memory ask = Schedule.first(terms, position);
        while (ask.balance != 0 && ask.startsAt <= time) {
            interest += Schedule.accruedUnpaid(terms, ask, time);
            Schedule.advance(terms, position, ask);
        }
    }

    /// @notice Whether the loan is past due and past its days of grace.
    function isLate(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (bool)
    {
        Ask memory oldest = Schedule.oldestUnpaid(terms, position);
        return oldest.balance != 0 && time > Schedule.graceEnd(terms, oldest.dueAt);
    }

    function sum(ILoans.Allocation memory allocation) internal pure returns (uint256) {
        return allocation.lateInterest + allocation.interest + allocation.principal;
    }

    /// @param begun Every instalment whose period has begun; else only those due.
    function _unpaid(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time, bool begun)
        private
        pure
        returns (ILoans.Allocation memory unpaid)
    {
        unpaid.lateInterest = lateInterest(terms, position, time);
        Ask memory ask = Schedule.first(terms, position);
        while (ask.balance != 0 && (begun ? ask.startsAt : ask.dueAt) <= time) {
            unpaid.interest += ask.interestUnpaid;
            unpaid.principal += ask.principalUnpaid;
            Schedule.advance(terms, position, ask);
        }
    }
}
