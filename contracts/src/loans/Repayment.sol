// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { Calendar } from "./Calendar.sol";
import { Debt } from "./Debt.sol";
import { Instalment } from "./Instalment.sol";
import { Ask, Schedule } from "./Schedule.sol";

/// @notice What a payment did. `settled` packs one settled instalment a word: index (16 bits), days late (16), on time (1).
struct Settlement {
    ILoans.Allocation allocation;
    uint256[] settled;
    uint256 settledCount;
}

/// @notice Applies payments to a position, which they change in place. Oldest first: late interest, then interest and principal of
/// one instalment after the other; after default principal, interest, late interest.
library Repayment {
    uint256 internal constant ON_TIME = 1 << 32;

    /// @notice Repays up to `amount`: what is due and the instalment of the running period, at most the payoff.
    function repay(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time, uint256 amount)
        internal
        pure
        returns (Settlement memory)
    {
        if (Debt.reachesPayoff(terms, position, time, amount)) return payOff(terms, position, time);
        return _allocate(terms, position, time, amount, true);
    }

    /// @notice Closes the loan for exactly its payoff. Instalments due and the one whose period is running are settled; the
    /// later ones cease to exist.
    function payOff(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        internal
        pure
        returns (Settlement memory settlement)
    {
        settlement.allocation = Debt.payoff(terms, position, time);
        settlement.settled = new uint256[](_begunAtMost(terms, position, time));
        Ask memory ask = Schedule.first(terms, position);
        while (ask.balance != 0 && ask.startsAt <= time) {
            _settle(terms, settlement, ask, time);
            position.nextInstalment = uint16(ask.index + 1);
            position.accrualStart = uint40(ask.dueAt);
            Schedule.advance(terms, position, ask);
        }
        position.outstandingPrincipal = 0;
        position.interestPaid = 0;
        position.principalPaid = 0;
        position.lateInterestOwed = 0;
        position.lateAccruedUntil = uint40(time);
    }

    /// @notice Prepays principal, interest to the second.
    /// @return settlement What it did.
    /// @return owedFirst What is due and accrued, if `amount` does not reach beyond it: then nothing was done. Else 0.
    function prepay(
        ILoans.Terms memory terms,
        ILoans.Position memory position,
        uint256 time,
        uint256 amount,
        ILoans.Prepayment choice
    ) internal pure returns (Settlement memory settlement, uint256 owedFirst) {
        if (amount >= Debt.sum(Debt.payoff(terms, position, time))) {
            return (payOff(terms, position, time), 0);
        }
        uint256 due = Debt.sum(Debt.dueNow(terms, position, time));
        // On a copy, because the amount may turn out to be too small only after what is due has been walked over.
        ILoans.Position memory after_ = copy(position);
        settlement = _allocate(terms, after_, time, due, false);
        Ask memory running = Schedule.first(terms, after_);
        uint256 accrued = Schedule.accruedUp(terms, running, time);
        uint256 interest = Schedule.lessOrNone(accrued, running.interestPaid);
        if (amount <= due + interest) return (settlement, due + interest);
        uint256 principal = amount - due - interest;
        settlement.allocation.interest += interest;
        settlement.allocation.principal += principal;

        position.outstandingPrincipal = after_.outstandingPrincipal - principal;
        position.nextInstalment = after_.nextInstalment;
        position.interestPaid = Schedule.lessOrNone(running.interestPaid, accrued);
        position.principalPaid = 0;
        position.accrualStart = time > after_.accrualStart ? uint40(time) : after_.accrualStart;
        position.lateInterestOwed = 0;
        position.lateAccruedUntil = uint40(time);
        if (choice == ILoans.Prepayment.SmallerInstalment) {
            position.instalment = _smallerInstalment(terms, position);
        }
    }

    /// @notice Takes up to `amount` after default: holders' loss is principal, and principal that is back stops growing.
    function recover(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time, uint256 amount)
        internal
        pure
        returns (Settlement memory settlement)
    {
        uint256 late = Debt.lateInterestAfterDefault(terms, position, time);
        ILoans.Allocation memory allocation = settlement.allocation;
        allocation.principal = _least(amount, position.outstandingPrincipal);
        amount -= allocation.principal;
        allocation.interest = _least(amount, position.interestOwed);
        amount -= allocation.interest;
        allocation.lateInterest = _least(amount, late);
        position.outstandingPrincipal -= allocation.principal;
        position.interestOwed -= allocation.interest;
        position.lateInterestOwed = late - allocation.lateInterest;
        position.lateAccruedUntil = uint40(time);
    }

    function copy(ILoans.Position memory p) internal pure returns (ILoans.Position memory) {
        return ILoans.Position({
            status: p.status,
            markedLate: p.markedLate,
            outstandingPrincipal: p.outstandingPrincipal,
            instalment: p.instalment,
            nextInstalment: p.nextInstalment,
            interestPaid: p.interestPaid,
            principalPaid: p.principalPaid,
            accrualStart: p.accrualStart,
            lateInterestOwed: p.lateInterestOwed,
            lateAccruedUntil: p.lateAccruedUntil,
            interestOwed: p.interestOwed,
            drawnAt: p.drawnAt,
            defaultedAt: p.defaultedAt
        });
    }

    function _smallerInstalment(ILoans.Terms memory terms, ILoans.Position memory position)
        private
        pure
        returns (uint256)
    {
        uint256 done = position.nextInstalment - 1;
        if (done < terms.interestOnlyCount) done = terms.interestOnlyCount;
        return Instalment.instalmentOf(terms, position.outstandingPrincipal, terms.count - done);
    }

    /// @param begun Reaches every instalment whose period has begun; else only those due.
    function _allocate(
        ILoans.Terms memory terms,
        ILoans.Position memory position,
        uint256 time,
        uint256 amount,
        bool begun
    ) private pure returns (Settlement memory settlement) {
        Ask memory ask = Schedule.first(terms, position);
        uint256 late = Schedule.graceEnd(terms, ask.dueAt) >= time
            ? position.lateInterestOwed
            : Debt.lateInterest(terms, position, time);
        ILoans.Allocation memory allocation = settlement.allocation;
        allocation.lateInterest = _least(amount, late);
        amount -= allocation.lateInterest;
        position.lateInterestOwed = late - allocation.lateInterest;
        position.lateAccruedUntil = uint40(time);
        settlement.settled = new uint256[](_begunAtMost(terms, position, time));

        while (ask.balance != 0 && (begun ? ask.startsAt : ask.dueAt) <= time) {
            uint256 interest = _least(amount, ask.interestUnpaid);
            uint256 principal = _least(amount - interest, ask.principalUnpaid);
            amount -= interest + principal;
            allocation.interest += interest;
            allocation.principal += principal;
            position.outstandingPrincipal -= principal;
            if (interest < ask.interestUnpaid || principal < ask.principalUnpaid) {
                position.interestPaid += interest;
                position.principalPaid += principal;
                break;
            }
            _settle(terms, settlement, ask, time);
            position.nextInstalment = uint16(ask.index + 1);
            position.interestPaid = 0;
            position.principalPaid = 0;
            position.accrualStart = uint40(ask.dueAt);
            // The next period begins when this one is due; before that there is no need to look.
            if (ask.dueAt > time) break;
            Schedule.advance(terms, position, ask);
        }
    }

    /// @dev Days late count from the due date; on time means within the days of grace. One that was paid up before a prepayment made
    /// less of it due was never late; one that never asked for anything tells nothing of who owed it, and is on no record.
    function _settle(ILoans.Terms memory terms, Settlement memory settlement, Ask memory ask, uint256 time)
        private
        pure
    {
        if (ask.interestDue | ask.principalDue == 0) return;
        uint256 packed = ask.index;
        if (Schedule.asksNothing(ask)) {
            packed |= ON_TIME;
        } else {
            uint256 daysLate = _least(Schedule.daysAfter(ask.dueAt, time), type(uint16).max);
            packed |= daysLate << 16;
            if (time <= Schedule.graceEnd(terms, ask.dueAt)) packed |= ON_TIME;
        }
        settlement.settled[settlement.settledCount++] = packed;
    }

    /// @dev A bound of the number of instalments from the next one on whose period has begun.
    function _begunAtMost(ILoans.Terms memory terms, ILoans.Position memory position, uint256 time)
        private
        pure
        returns (uint256)
    {
        uint256 begun = Schedule.lessOrNone(time, position.drawnAt)
            / Calendar.leastPeriod(terms.unit, terms.interval) + 1;
        return _least(begun, terms.count) - _least(_least(begun, terms.count), position.nextInstalment - 1);
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
