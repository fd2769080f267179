// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { Calendar } from "./Calendar.sol";
import { ColdWord } from "./ColdWord.sol";
import { Debt } from "./Debt.sol";
import { FundingWord } from "./FundingWord.sol";
import { Instalment } from "./Instalment.sol";
import { countInstalment } from "./LiveWord.sol";
import { LoanWords, Running } from "./LoanWords.sol";
import { Repayment, Settlement } from "./Repayment.sol";
import { Ask, Schedule } from "./Schedule.sol";
import { TermsWord } from "./TermsWord.sol";

/// @notice How a payment is applied.
enum Way {
    Repay,
    PayOff,
    ShorterTerm,
    SmallerInstalment
}

/// @title LoanArithmetic
/// @notice docs/loan-arithmetic.md as a contract: words in, words and figures out. It knows neither storage nor clock nor money, and
/// answers anybody.
/// @dev Apart from `Loans`, which deploys it, because a contract's code has a limit. The errors are those of `ILoans`.
contract LoanArithmetic {
    /// @notice The loan at its draw.
    /// @return words As it is to be stored. @return fee Base units, rounded down: the payee receives it.
    function start(TermsWord termsWord, uint256 principal, uint256 drawnAt)
        external
        pure
        returns (LoanWords memory words, uint256 fee)
    {
        Running memory running;
        termsWord.readInto(running.terms);
        ILoans.Terms memory terms = running.terms;
        ILoans.Position memory position = running.position;
        fee = (principal * terms.originationFee) / 1_000_000;
        position.instalment = Instalment.instalmentOf(terms, principal, terms.count - terms.interestOnlyCount);
        position.status = ILoans.Status.Active;
        position.outstandingPrincipal = principal;
        position.nextInstalment = 1;
        position.accrualStart = uint40(drawnAt);
        position.lateAccruedUntil = uint40(drawnAt);
        position.drawnAt = uint40(drawnAt);
        words.terms = termsWord;
        running.packInto(words);
    }

    /// @notice Applies a payment of up to `amount` at `time`.
    /// @return next The loan after it. @return settlement How the payment was split and which instalments it settled.
    function pay(uint256 loanId, LoanWords memory words, uint256 time, uint256 amount, Way way)
        external
        pure
        returns (LoanWords memory next, Settlement memory settlement)
    {
        Running memory running = words.unpack();
        ILoans.Position memory position = running.position;
        uint256 k = position.nextInstalment;
        settlement = _apply(loanId, running, time, amount, way);
        if (way > Way.PayOff) running.accrualMoved = position.accrualStart == time;
        else if (position.nextInstalment != k) running.accrualMoved = false;
        for (uint256 i; i < settlement.settledCount; ++i) {
            uint256 packed = settlement.settled[i];
            running.counters =
                countInstalment(running.counters, uint16(packed >> 16), packed & Repayment.ON_TIME != 0);
        }
        if (position.markedLate) position.markedLate = Debt.isLate(running.terms, position, time);
        // Within an instalment interest goes first and late interest before it, so no principal left means nothing left;
        // after default principal goes first.
        if (position.outstandingPrincipal | position.interestOwed | position.lateInterestOwed == 0) {
            position.status = position.defaultedAt == 0 ? ILoans.Status.Repaid : ILoans.Status.Recovered;
        }
        running.packInto(words);
        next = words;
    }

    /// @notice Marks an active loan late at `time`.
    function markLate(uint256 loanId, LoanWords memory words, uint256 time)
        external
        pure
        returns (LoanWords memory next, uint256 index, uint256 daysPastDue_)
    {
        Running memory running = _active(loanId, words);
        if (running.position.markedLate) revert ILoans.AlreadyMarkedLate(loanId);
        Ask memory oldest = Schedule.oldestUnpaid(running.terms, running.position);
        uint256 lateFrom = Schedule.graceEnd(running.terms, oldest.dueAt);
        if (time <= lateFrom) revert ILoans.NotLate(loanId, lateFrom);
        running.position.markedLate = true;
        running.packInto(words);
        return (words, oldest.index, Schedule.daysAfter(oldest.dueAt, time));
    }

    /// @notice Declares default at `time`: all principal falls due, interest due and accrued is fixed.
    function declareDefault(uint256 loanId, LoanWords memory words, uint256 time)
        external
        pure
        returns (LoanWords memory next, ILoans.Allocation memory owed)
    {
        Running memory running = _active(loanId, words);
        ILoans.Position memory position = running.position;
        Ask memory oldest = Schedule.oldestUnpaid(running.terms, position);
        uint256 from = _defaultableFrom(running.terms, oldest);
        if (time < from) revert ILoans.NotDefaultable(loanId, from);
        owed = Debt.payoff(running.terms, position, time);
        // Days past due go on from the instalment they were counted from, not from one that asked for nothing.
        position.nextInstalment = uint16(oldest.index);
        position.status = ILoans.Status.Defaulted;
        position.interestPaid = 0;
        position.interestOwed = owed.interest;
        position.lateInterestOwed = owed.lateInterest;
        position.lateAccruedUntil = uint40(time);
        position.defaultedAt = uint40(time);
        running.packInto(words);
        next = words;
    }

    /// @notice Writes a defaulted loan off at `time`: late interest stops there.
    function writeOff(uint256 loanId, LoanWords memory words, uint256 time)
        external
        pure
        returns (LoanWords memory next, ILoans.Allocation memory owed)
    {
        Running memory running = words.unpack();
        ILoans.Position memory position = running.position;
        if (position.status != ILoans.Status.Defaulted) revert ILoans.WrongStatus(loanId, position.status);
        uint256 from = position.defaultedAt + uint256(running.terms.writeOffDays) * 1 days;
        if (time < from) revert ILoans.NotWriteOffable(loanId, from);
        owed = Debt.afterDefault(running.terms, position, time);
        position.lateInterestOwed = owed.lateInterest;
        position.lateAccruedUntil = uint40(time);
        position.status = ILoans.Status.WrittenOff;
        running.packInto(words);
        next = words;
    }

    /// @notice A loan as a whole, out of the words it is stored in. Before the draw `live` is 0.
    function loan(FundingWord funding, ColdWord cold, bytes32 termsHash, LoanWords memory words)
        external
        pure
        returns (ILoans.Loan memory result)
    {
        result.borrowerId = funding.borrowerId();
        result.wallet = cold.wallet();
        result.productId = funding.productId();
        result.purpose = cold.purpose();
        result.autoRepay = cold.autoRepay();
        result.fundingDeadline = uint40(funding.deadline());
        // One that was opened again keeps when it was closed.
        if (funding.status() != ILoans.Status.Funding) result.closedAt = uint40(cold.closedAt());
        result.termsHash = termsHash;
        Running memory running = words.unpack();
        (result.terms, result.position) = (running.terms, running.position);
        result.terms.principal = funding.principal();
        result.terms.reflectionPeriod = cold.reflectionPeriod();
        result.terms.leastShare = cold.leastShare();
        result.terms.leastTicket = uint128(funding.leastTicket());
        if (funding.status() != ILoans.Status.Active) result.position.status = funding.status();
    }

    function dueAt(LoanWords memory words, uint256 index) external pure returns (uint256) {
        Running memory running = words.unpack();
        return Calendar.dueAt(running.position.drawnAt, running.terms.unit, running.terms.interval, index);
    }

    function dueNow(LoanWords memory words, uint256 time) external pure returns (ILoans.Allocation memory) {
        Running memory running = words.unpack();
        return _isActive(running)
            ? Debt.dueNow(running.terms, running.position, time)
            : Debt.afterDefault(running.terms, running.position, time);
    }

    function repayable(LoanWords memory words, uint256 time)
        external
        pure
        returns (ILoans.Allocation memory)
    {
        Running memory running = words.unpack();
        return _isActive(running)
            ? Debt.repayable(running.terms, running.position, time)
            : Debt.afterDefault(running.terms, running.position, time);
    }

    function payoff(LoanWords memory words, uint256 time) external pure returns (ILoans.Allocation memory) {
        return _payoff(words.unpack(), time);
    }

    function daysPastDue(LoanWords memory words, uint256 time) external pure returns (uint256) {
        Running memory running = words.unpack();
        Ask memory oldest = Schedule.oldestUnpaid(running.terms, running.position);
        return oldest.balance == 0 ? 0 : Schedule.daysAfter(oldest.dueAt, time);
    }

    function defaultableFrom(uint256 loanId, LoanWords memory words) external pure returns (uint256) {
        Running memory running = _active(loanId, words);
        return _defaultableFrom(running.terms, Schedule.oldestUnpaid(running.terms, running.position));
    }

    function _apply(uint256 loanId, Running memory running, uint256 time, uint256 amount, Way way)
        private
        pure
        returns (Settlement memory settlement)
    {
        ILoans.Position memory position = running.position;
        if (position.status == ILoans.Status.Repaid || position.status == ILoans.Status.Recovered) {
            revert ILoans.WrongStatus(loanId, position.status);
        }
        if (way == Way.PayOff) {
            uint256 owed = Debt.sum(_payoff(running, time));
            if (amount < owed) revert ILoans.AmountBelowPayoff(loanId, amount, owed);
            if (_isActive(running)) return Repayment.payOff(running.terms, position, time);
        }
        if (!_isActive(running)) {
            if (way > Way.PayOff) revert ILoans.WrongStatus(loanId, position.status);
            return Repayment.recover(running.terms, position, time, amount);
        }
        if (way == Way.Repay) {
            settlement = Repayment.repay(running.terms, position, time, amount);
            if (Debt.sum(settlement.allocation) != 0) return settlement;
            revert ILoans.NothingDue(loanId, Schedule.first(running.terms, position).startsAt);
        }
        uint256 owedFirst;
        (settlement, owedFirst) = Repayment.prepay(
            running.terms,
            position,
            time,
            amount,
            way == Way.ShorterTerm ? ILoans.Prepayment.ShorterTerm : ILoans.Prepayment.SmallerInstalment
        );
        if (owedFirst != 0) revert ILoans.PrepaymentTooSmall(loanId, amount, owedFirst);
    }

    function _active(uint256 loanId, LoanWords memory words) private pure returns (Running memory running) {
        running = words.unpack();
        if (!_isActive(running)) revert ILoans.WrongStatus(loanId, running.position.status);
    }

    function _isActive(Running memory running) private pure returns (bool) {
        return running.position.status == ILoans.Status.Active;
    }

    function _payoff(Running memory running, uint256 time) private pure returns (ILoans.Allocation memory) {
        return _isActive(running)
            ? Debt.payoff(running.terms, running.position, time)
            : Debt.afterDefault(running.terms, running.position, time);
    }

    function _defaultableFrom(ILoans.Terms memory terms, Ask memory oldest) private pure returns (uint256) {
        return oldest.dueAt + uint256(terms.defaultDays) * 1 days;
    }
}
