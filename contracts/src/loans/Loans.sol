// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IExposure } from "../interfaces/IIssuer.sol";
import { ICreditRecord, ILiveRecord } from "../interfaces/ICreditRecord.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { Calendar } from "./Calendar.sol";
import { ColdWord } from "./ColdWord.sol";
import { Debt } from "./Debt.sol";
import { Defaulting } from "./Defaulting.sol";
import { Drawing } from "./Drawing.sol";
import { FundingWord } from "./FundingWord.sol";
import { LiveWord, unpackCounters } from "./LiveWord.sol";
import { LoansStorage } from "./LoansStorage.sol";
import { Requests } from "./Requests.sol";
import { Ask, Schedule } from "./Schedule.sol";

/// @title Loans
/// @notice Loans from many to one: `ILoans` tells the rules, docs/loan-arithmetic.md the arithmetic.
/// @dev Reads like the life of a loan: Products, Requests, Funding, Drawing, Repaying, Defaulting. What a loan owes at a time is worked
/// out from four words by `Schedule`, `Debt` and `Repayment`, which know neither storage nor clock nor money.
contract Loans is Requests, Drawing, Defaulting, IExposure {
    constructor(
        address accessManager,
        address notes,
        address participants,
        address creditRecord,
        address fees
    ) AccessManaged(accessManager) LoansStorage(notes, participants, creditRecord, fees) { }

    /// @inheritdoc ILoans
    function loan(uint256 loanId) external view returns (Loan memory result) {
        FundingWord word = _known(loanId);
        ColdWord cold = _cold[loanId];
        result.borrowerId = word.borrowerId();
        result.wallet = cold.wallet();
        result.productId = word.productId();
        result.purpose = cold.purpose();
        result.autoRepay = cold.autoRepay();
        result.fundingDeadline = uint40(word.deadline());
        result.closedAt = uint40(cold.closedAt());
        result.termsHash = _termsHash[loanId];
        _terms[loanId].readInto(result.terms);
        result.terms.principal = word.principal();
        result.terms.reflectionPeriod = cold.reflectionPeriod();
        result.terms.leastShare = cold.leastShare();
        result.terms.leastTicket = uint128(word.leastTicket());
        if (word.status() == Status.Active) result.position = _load(loanId).position;
        else result.position.status = word.status();
    }

    /// @inheritdoc ILoans
    function dueAt(uint256 loanId, uint256 index) external view returns (uint256) {
        Running memory running = _load(loanId);
        return Calendar.dueAt(running.position.drawnAt, running.terms.unit, running.terms.interval, index);
    }

    /// @inheritdoc ILoans
    function dueNow(uint256 loanId, uint256 time) external view returns (Allocation memory) {
        return _dueNow(_load(loanId), time);
    }

    /// @inheritdoc ILoans
    function repayable(uint256 loanId, uint256 time) external view returns (Allocation memory) {
        Running memory running = _load(loanId);
        if (running.position.status == Status.Active) {
            return Debt.repayable(running.terms, running.position, time);
        }
        return Debt.afterDefault(running.terms, running.position, time);
    }

    /// @inheritdoc ILoans
    function payoff(uint256 loanId, uint256 time) external view returns (Allocation memory) {
        return _payoff(_load(loanId), time);
    }

    /// @inheritdoc ILoans
    function daysPastDue(uint256 loanId, uint256 time) external view returns (uint256) {
        if (_live[loanId].isNone()) return 0;
        Running memory running = _load(loanId);
        Ask memory oldest = Schedule.oldestUnpaid(running.terms, running.position);
        return oldest.balance == 0 ? 0 : Schedule.daysAfter(oldest.dueAt, time);
    }

    /// @inheritdoc ILoans
    function defaultableFrom(uint256 loanId) external view returns (uint256) {
        return _defaultableFrom(_loadActive(loanId));
    }

    /// @inheritdoc ILoans
    function instalmentsOf(uint256 loanId) external view returns (ICreditRecord.Instalments memory) {
        return unpackCounters(_live[loanId].counters());
    }

    /// @inheritdoc ILiveRecord
    function liveInstalments(uint32 participantId)
        external
        view
        returns (ICreditRecord.Instalments memory)
    {
        uint256[] storage live = _liveLoans[participantId];
        uint256 counters;
        // Eight loans of 360 instalments at most would pass nine bits, so each field is widened to 32 before they are added.
        for (uint256 i; i < live.length; ++i) {
            LiveWord word = _live[live[i]];
            if (word.status() == Status.Active) counters += _widened(word.counters());
        }
        return ICreditRecord.Instalments({
            onTime: uint32(counters),
            late1To30: uint32(counters >> 32),
            late31To60: uint32(counters >> 64),
            late61To90: uint32(counters >> 96),
            late91Plus: uint32(counters >> 128)
        });
    }

    /// @inheritdoc IExposure
    function liveLoansOf(uint32 participantId)
        external
        view
        override(ILoans, IExposure)
        returns (uint256[] memory)
    {
        return _liveLoans[participantId];
    }

    /// @inheritdoc IExposure
    function raiserOf(uint256 loanId) external view returns (uint32) {
        return _funding[loanId].borrowerId();
    }

    /// @inheritdoc IExposure
    function outstandingOf(uint256 loanId) external view returns (uint256) {
        Status status = _known(loanId).status();
        if (status == Status.Active) return _outstandingPrincipal(loanId);
        return status == Status.Cancelled ? 0 : notes.totalSupply(loanId);
    }

    /// @inheritdoc ILoans
    function drawableFrom(uint256 loanId) external view returns (uint256) {
        _inStatus(loanId, Status.Funded);
        return _cold[loanId].drawableFrom();
    }

    function _outstandingPrincipal(uint256 loanId) internal view override returns (uint256) {
        return _load(loanId).position.outstandingPrincipal;
    }

    /// @dev Five fields of 9 bits to five of 32.
    function _widened(uint256 counters) private pure returns (uint256 wide) {
        for (uint256 i; i < 5; ++i) {
            wide |= ((counters >> (9 * i)) & 511) << (32 * i);
        }
    }
}
