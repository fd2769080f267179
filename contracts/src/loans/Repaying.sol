// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { ICreditRecord } from "../interfaces/ICreditRecord.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { INotes } from "../interfaces/INotes.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { ColdWord } from "./ColdWord.sol";
import { Funding } from "./Funding.sol";
import { LiveWord, hasDefaulted, unpackCounters } from "./LiveWord.sol";
import { Way } from "./LoanArithmetic.sol";
import { LoanWords } from "./LoanWords.sol";
import { NotesCalls } from "./NotesCalls.sol";
import { OrdinaryPayment } from "./OrdinaryPayment.sol";
import { Settlement } from "./Repayment.sol";

/// @notice Money that comes back. Nothing here can be paused, and a frozen borrower can still pay.
abstract contract Repaying is Funding {
    /// @inheritdoc ILoans
    function repay(uint256 loanId, uint256 amount)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        taken = _repay(loanId, msg.sender, amount, Way.Repay, allocation);
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
        taken = _repay(loanId, msg.sender, amount, Way.Repay, allocation);
    }

    /// @inheritdoc ILoans
    function prepay(uint256 loanId, uint256 amount, Prepayment choice)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        _requireBorrower(loanId, _known(loanId));
        Way way = choice == Prepayment.ShorterTerm ? Way.ShorterTerm : Way.SmallerInstalment;
        taken = _repay(loanId, msg.sender, amount, way, allocation);
    }

    /// @inheritdoc ILoans
    function payOff(uint256 loanId, uint256 greatestAmount)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        taken = _repay(loanId, msg.sender, greatestAmount, Way.PayOff, allocation);
    }

    /// @inheritdoc ILoans
    function collect(uint256 loanId)
        external
        nonReentrant
        returns (uint256 taken, Allocation memory allocation)
    {
        LoanWords memory words = _load(loanId);
        ColdWord cold = _cold[loanId];
        if (!cold.autoRepay()) revert AutoRepayOff(loanId);
        address wallet = cold.wallet();
        // What a wallet that has left the borrower since holds is no longer for this.
        _requireWallet(loanId, _funding[loanId], wallet);
        uint256 due = _sum(arithmetic.dueNow(words, block.timestamp));
        address currency = SeriesId.currencyOf(loanId);
        uint256 balance = SafeTransferLib.balanceOf(currency, wallet);
        uint256 allowed = IERC20(currency).allowance(wallet, address(this));
        uint256 amount = balance < allowed ? balance : allowed;
        if (due < amount) amount = due;
        if (amount == 0) revert NothingCollectable(loanId, due, balance, allowed);
        taken = _repay(loanId, wallet, amount, Way.Repay, allocation);
    }

    /// @param allocation Is filled in: one that is handed on costs less than one that is handed back.
    function _repay(uint256 loanId, address payer, uint256 amount, Way way, Allocation memory allocation)
        private
        returns (uint256 taken)
    {
        if (amount == 0) revert AmountIsZero();
        if (way == Way.Repay) {
            taken = _repayOrdinarily(loanId, payer, amount, allocation);
            if (taken != 0) return taken;
        }
        LoanWords memory words = _load(loanId);
        (LoanWords memory next, Settlement memory settlement) = _reckon(loanId, words, amount, way);
        taken = _sum(settlement.allocation);
        uint256 received = notes.collectCash(loanId, payer, taken);
        if (received != taken) return _bookReceived(loanId, payer, received, way, allocation);
        _book(loanId, payer, words, next, settlement, way);
        _copy(settlement.allocation, allocation);
    }

    /// @dev One instalment on time, from word to word.
    /// @return taken What was taken; 0 if this is not such a payment, and then nothing was done.
    function _repayOrdinarily(uint256 loanId, address payer, uint256 amount, Allocation memory allocation)
        private
        returns (uint256 taken)
    {
        LiveSlot storage slot = _live[loanId];
        LiveWord live = slot.word;
        (LiveWord next, uint256 interest, uint256 principal, uint256 daysLate) =
            OrdinaryPayment.pay(live, _terms[loanId], block.timestamp, amount);
        if (next.isNone()) return 0;
        // Both are parts of an amount the payer named.
        unchecked {
            taken = interest + principal;
        }
        uint256 received = NotesCalls.collectRepayment(notes, loanId, payer, taken, interest);
        if (received != taken) return _bookReceived(loanId, payer, received, Way.Repay, allocation);
        slot.word = next;
        emit InstalmentSettled(loanId, uint16(live.nextInstalment()), uint16(daysLate), true);
        emit Repaid(loanId, payer, 0, interest, principal, next.outstanding());
        (allocation.interest, allocation.principal) = (interest, principal);
    }

    /// @dev Less arrived than was asked, as of a currency that charges for its transfers: books what did.
    function _bookReceived(
        uint256 loanId,
        address payer,
        uint256 received,
        Way way,
        Allocation memory allocation
    ) private returns (uint256) {
        LoanWords memory words = _load(loanId);
        (LoanWords memory next, Settlement memory settlement) = _reckon(loanId, words, received, way);
        _book(loanId, payer, words, next, settlement, way);
        _copy(settlement.allocation, allocation);
        return received;
    }

    function _reckon(uint256 loanId, LoanWords memory words, uint256 amount, Way way)
        private
        view
        returns (LoanWords memory, Settlement memory)
    {
        return arithmetic.pay(loanId, words, block.timestamp, amount, way);
    }

    function _book(
        uint256 loanId,
        address payer,
        LoanWords memory words,
        LoanWords memory next,
        Settlement memory settlement,
        Way way
    ) private {
        _save(loanId, words, next);
        _tell(loanId, payer, next, settlement, way);
        Status status = next.live.status();
        if (status == Status.Repaid || status == Status.Recovered) _close(loanId, status, next.live);
        INotes.CashKind kind = hasDefaulted(status) ? INotes.CashKind.Recovery : INotes.CashKind.Repayment;
        Allocation memory allocation = settlement.allocation;
        notes.payIn(loanId, payer, kind, _sum(allocation), allocation.interest, allocation.lateInterest);
    }

    function _tell(
        uint256 loanId,
        address payer,
        LoanWords memory next,
        Settlement memory settlement,
        Way way
    ) private {
        for (uint256 i; i < settlement.settledCount; ++i) {
            uint256 packed = settlement.settled[i];
            emit InstalmentSettled(loanId, uint16(packed), uint16(packed >> 16), packed >> 32 != 0);
        }
        Allocation memory allocation = settlement.allocation;
        emit Repaid(
            loanId,
            payer,
            allocation.lateInterest,
            allocation.interest,
            allocation.principal,
            next.live.outstanding()
        );
        if (way > Way.PayOff) {
            Prepayment choice = way == Way.ShorterTerm ? Prepayment.ShorterTerm : Prepayment.SmallerInstalment;
            emit Prepaid(loanId, choice, allocation.principal, next.terms.instalment());
        }
    }

    function _close(uint256 loanId, Status status, LiveWord live) private {
        emit LoanClosed(loanId, status);
        if (status == Status.Repaid) _endRecord(loanId, ICreditRecord.Outcome.Repaid, live.counters());
        else _endRecord(loanId, ICreditRecord.Outcome.Recovered, 0);
    }

    /// @dev Brings an end to the credit record and, unless the loan is in default and may still be recovered, takes it off the
    /// borrower's live loans.
    function _endRecord(uint256 loanId, ICreditRecord.Outcome outcome, uint256 counters) internal {
        if (outcome != ICreditRecord.Outcome.Defaulted) _removeLive(_funding[loanId].borrowerId(), loanId);
        creditRecord.recordOutcome(loanId, outcome, unpackCounters(counters));
    }

    function _copy(Allocation memory from, Allocation memory to) private pure {
        (to.lateInterest, to.interest, to.principal) = (from.lateInterest, from.interest, from.principal);
    }

    function _sum(Allocation memory allocation) private pure returns (uint256) {
        return allocation.lateInterest + allocation.interest + allocation.principal;
    }
}
