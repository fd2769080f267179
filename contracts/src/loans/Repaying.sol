// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { ICreditRecord } from "../interfaces/ICreditRecord.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { INotes } from "../interfaces/INotes.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { Calendar } from "./Calendar.sol";
import { ColdWord } from "./ColdWord.sol";
import { Debt } from "./Debt.sol";
import { Funding } from "./Funding.sol";
import { countInstalment, unpackCounters } from "./LiveWord.sol";
import { Repayment, Settlement } from "./Repayment.sol";

/// @notice Money that comes back. Nothing here can be paused, and a frozen borrower can still pay.
abstract contract Repaying is Funding {
    /// @dev How a payment is applied. Both prepayments stand where `Prepayment` has them, after the first two.
    enum Way {
        Repay,
        PayOff,
        ShorterTerm,
        SmallerInstalment
    }

    /// @inheritdoc ILoans
    function repay(uint256 loanId, uint256 amount)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        return _repay(loanId, msg.sender, amount, Way.Repay);
    }

    /// @inheritdoc ILoans
    function repayWithPermit(
        uint256 loanId,
        uint256 amount,
        uint256 permitAmount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (uint256 taken, Allocation memory allocation) {
        _permit(loanId, permitAmount, deadline, v, r, s);
        return _repay(loanId, msg.sender, amount, Way.Repay);
    }

    /// @inheritdoc ILoans
    function prepay(uint256 loanId, uint256 amount, Prepayment choice)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        _requireBorrower(loanId, _known(loanId));
        Way way = choice == Prepayment.ShorterTerm ? Way.ShorterTerm : Way.SmallerInstalment;
        return _repay(loanId, msg.sender, amount, way);
    }

    /// @inheritdoc ILoans
    function payOff(uint256 loanId, uint256 greatestAmount)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        return _repay(loanId, msg.sender, greatestAmount, Way.PayOff);
    }

    /// @inheritdoc ILoans
    function collect(uint256 loanId)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        Running memory running = _load(loanId);
        ColdWord cold = _cold[loanId];
        if (!cold.autoRepay()) revert AutoRepayOff(loanId);
        address wallet = cold.wallet();
        // A wallet that has left the borrower since is somebody else's now.
        if (participants.participantOf(wallet) != _funding[loanId].borrowerId()) {
            revert NotBorrower(loanId, wallet);
        }
        uint256 due = Debt.sum(_dueNow(running, block.timestamp));
        address currency = SeriesId.currencyOf(loanId);
        uint256 balance = SafeTransferLib.balanceOf(currency, wallet);
        uint256 allowed = IERC20(currency).allowance(wallet, address(this));
        uint256 amount = balance < allowed ? balance : allowed;
        if (due < amount) amount = due;
        if (amount == 0) revert NothingCollectable(loanId, due, balance, allowed);
        return _repay(loanId, wallet, amount, Way.Repay);
    }

    function _dueNow(Running memory running, uint256 time) internal pure returns (Allocation memory) {
        if (running.position.status == Status.Active) {
            return Debt.dueNow(running.terms, running.position, time);
        }
        return Debt.afterDefault(running.terms, running.position, time);
    }

    function _payoff(Running memory running, uint256 time) internal pure returns (Allocation memory) {
        if (running.position.status == Status.Active) {
            return Debt.payoff(running.terms, running.position, time);
        }
        return Debt.afterDefault(running.terms, running.position, time);
    }

    /// @dev Works out what to take, has it brought, and books what arrived. If less arrives than was asked, as of a currency
    /// that charges for its transfers, the books are made anew from the stored position for what did.
    function _repay(uint256 loanId, address payer, uint256 amount, Way way)
        private
        returns (uint256 taken, Allocation memory allocation)
    {
        if (amount == 0) revert AmountIsZero();
        Running memory running = _load(loanId);
        Settlement memory settlement = _apply(loanId, running, amount, way);
        taken = Debt.sum(settlement.allocation);
        if (taken == 0) revert NothingDue(loanId, _nextPeriodStart(running));
        uint256 received = notes.collectCash(loanId, payer, taken);
        if (received != taken) {
            running = _load(loanId);
            settlement = _apply(loanId, running, received, way);
            taken = received;
        }
        allocation = settlement.allocation;
        _book(loanId, payer, running, settlement, way);
        INotes.CashKind kind = running.position.defaultedAt == 0
            ? INotes.CashKind.Repayment
            : INotes.CashKind.Recovery;
        notes.payIn(loanId, payer, kind, taken, allocation.interest, allocation.lateInterest);
    }

    /// @dev Applies a payment to the position in memory.
    function _apply(uint256 loanId, Running memory running, uint256 amount, Way way)
        private
        view
        returns (Settlement memory settlement)
    {
        Terms memory terms = running.terms;
        Position memory position = running.position;
        if (position.status == Status.Repaid || position.status == Status.Recovered) {
            revert WrongStatus(loanId, position.status);
        }
        bool active = position.status == Status.Active;
        if (way == Way.PayOff) {
            uint256 owed = Debt.sum(_payoff(running, block.timestamp));
            if (amount < owed) revert AmountBelowPayoff(loanId, amount, owed);
            if (active) return Repayment.payOff(terms, position, block.timestamp);
        }
        if (!active) {
            if (way > Way.PayOff) revert WrongStatus(loanId, position.status);
            return Repayment.recover(terms, position, block.timestamp, amount);
        }
        if (way == Way.Repay) return Repayment.repay(terms, position, block.timestamp, amount);
        uint256 owedFirst;
        (settlement, owedFirst) =
            Repayment.prepay(terms, position, block.timestamp, amount, _choiceOf(way));
        if (owedFirst != 0) revert PrepaymentTooSmall(loanId, amount, owedFirst);
    }

    /// @dev Stores the position and tells what happened.
    function _book(
        uint256 loanId,
        address payer,
        Running memory running,
        Settlement memory settlement,
        Way way
    ) private {
        Position memory position = running.position;
        for (uint256 i; i < settlement.settledCount; ++i) {
            uint256 packed = settlement.settled[i];
            uint16 daysLate = uint16(packed >> 16);
            bool onTime = packed & Repayment.ON_TIME != 0;
            running.counters = countInstalment(running.counters, daysLate, onTime);
            emit InstalmentSettled(loanId, uint16(packed), daysLate, onTime);
        }
        if (position.markedLate) {
            position.markedLate = Debt.isLate(running.terms, position, block.timestamp);
        }
        bool closed = _closeIfPaid(position);
        _save(loanId, running);
        Allocation memory allocation = settlement.allocation;
        emit Repaid(
            loanId,
            payer,
            allocation.lateInterest,
            allocation.interest,
            allocation.principal,
            position.outstandingPrincipal
        );
        if (way > Way.PayOff) {
            emit Prepaid(loanId, _choiceOf(way), allocation.principal, position.instalment);
        }
        if (closed) _close(loanId, running);
    }

    /// @dev Within an instalment interest goes first and late interest before it, so no principal left means nothing left; after
    /// default principal goes first.
    function _closeIfPaid(Position memory position) private pure returns (bool closed) {
        closed = position.outstandingPrincipal | position.interestOwed | position.lateInterestOwed == 0;
        if (closed) position.status = position.defaultedAt == 0 ? Status.Repaid : Status.Recovered;
    }

    function _close(uint256 loanId, Running memory running) private {
        Status status = running.position.status;
        emit LoanClosed(loanId, status);
        bool repaid = status == Status.Repaid;
        _endRecord(
            loanId,
            repaid ? ICreditRecord.Outcome.Repaid : ICreditRecord.Outcome.Recovered,
            repaid ? running.counters : 0
        );
    }

    /// @dev Brings an end to the credit record and, unless the loan is in default and may still be recovered, takes it off the
    /// borrower's live loans.
    function _endRecord(uint256 loanId, ICreditRecord.Outcome outcome, uint256 counters) internal {
        if (outcome != ICreditRecord.Outcome.Defaulted) _removeLive(_funding[loanId].borrowerId(), loanId);
        creditRecord.recordOutcome(loanId, outcome, unpackCounters(counters));
    }

    function _nextPeriodStart(Running memory running) private pure returns (uint256) {
        Position memory position = running.position;
        return Calendar.dueAt(
            position.drawnAt, running.terms.unit, running.terms.interval, position.nextInstalment - 1
        );
    }

    function _choiceOf(Way way) private pure returns (Prepayment) {
        return way == Way.ShorterTerm ? Prepayment.ShorterTerm : Prepayment.SmallerInstalment;
    }
}
