// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IExposure } from "../interfaces/IIssuer.sol";
import { ICreditRecord, ILiveRecord } from "../interfaces/ICreditRecord.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { Defaulting } from "./Defaulting.sol";
import { Drawing } from "./Drawing.sol";
import { FundingWord } from "./FundingWord.sol";
import { LiveWord, unpackCounters } from "./LiveWord.sol";
import { LoanArithmetic } from "./LoanArithmetic.sol";
import { LoanWords } from "./LoanWords.sol";
import { LoansStorage } from "./LoansStorage.sol";
import { Requests } from "./Requests.sol";

/// @title Loans
/// @notice Loans from many to one: `ILoans` tells the rules, docs/loan-arithmetic.md the arithmetic.
/// @dev Reads like the life of a loan: Requests, Funding, Drawing, Repaying, Defaulting. What a loan owes at a time is worked
/// out from three words by `LoanArithmetic`.
contract Loans is Requests, Drawing, Defaulting, IExposure {
    constructor(
        address accessManager,
        address notes,
        address participants,
        address creditRecord,
        address fees
    ) AccessManaged(accessManager) LoansStorage(notes, participants, creditRecord, fees) { }

    /// @inheritdoc ILoans
    function loan(uint256 loanId) external view returns (Loan memory) {
        FundingWord funding = _known(loanId);
        LoanWords memory words;
        if (funding.status() == Status.Active) words = _load(loanId);
        else words.terms = _terms[loanId];
        _answer(
            address(arithmetic),
            abi.encodeCall(LoanArithmetic.loan, (funding, _cold[loanId], _termsHash[loanId], words))
        );
    }

    /// @inheritdoc ILoans
    function dueAt(uint256 loanId, uint256 index) external view returns (uint256) {
        _answer(address(arithmetic), abi.encodeCall(LoanArithmetic.dueAt, (_load(loanId), index)));
    }

    /// @inheritdoc ILoans
    function dueNow(uint256 loanId, uint256 time) external view returns (Allocation memory) {
        _answer(address(arithmetic), abi.encodeCall(LoanArithmetic.dueNow, (_loadOrNone(loanId), time)));
    }

    /// @inheritdoc ILoans
    function repayable(uint256 loanId, uint256 time) external view returns (Allocation memory) {
        _answer(address(arithmetic), abi.encodeCall(LoanArithmetic.repayable, (_loadOrNone(loanId), time)));
    }

    /// @inheritdoc ILoans
    function payoff(uint256 loanId, uint256 time) external view returns (Allocation memory) {
        _answer(address(arithmetic), abi.encodeCall(LoanArithmetic.payoff, (_loadOrNone(loanId), time)));
    }

    /// @inheritdoc ILoans
    function daysPastDue(uint256 loanId, uint256 time) external view returns (uint256) {
        _answer(address(arithmetic), abi.encodeCall(LoanArithmetic.daysPastDue, (_loadOrNone(loanId), time)));
    }

    /// @inheritdoc ILoans
    function defaultableFrom(uint256 loanId) external view returns (uint256) {
        _answer(address(arithmetic), abi.encodeCall(LoanArithmetic.defaultableFrom, (loanId, _load(loanId))));
    }

    /// @inheritdoc ILoans
    function instalmentsOf(uint256 loanId) external view returns (ICreditRecord.Instalments memory) {
        return unpackCounters(_live[loanId].word.counters());
    }

    /// @inheritdoc ILiveRecord
    function liveInstalments(uint32 participantId) external view returns (ICreditRecord.Instalments memory) {
        uint256[] storage live = _liveLoans[participantId];
        uint256 counters;
        // Eight loans of 360 instalments at most would pass nine bits, so each field is widened to 32 before they are added.
        for (uint256 i; i < live.length; ++i) {
            LiveWord word = _live[live[i]].word;
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
        if (status == Status.Active) return _live[loanId].word.outstanding();
        return status == Status.Cancelled ? 0 : _raised(loanId);
    }

    /// @inheritdoc ILoans
    function drawableFrom(uint256 loanId) external view returns (uint256) {
        _inStatus(loanId, Status.Funded);
        return _cold[loanId].drawableFrom();
    }

    /// @dev A loan that exists; of one that was not drawn, nothing is owed and all words are 0.
    function _loadOrNone(uint256 loanId) private view returns (LoanWords memory words) {
        if (_known(loanId).status() == Status.Active) words = _load(loanId);
    }

    /// @dev Five fields of 9 bits to five of 32.
    function _widened(uint256 counters) private pure returns (uint256 wide) {
        for (uint256 i; i < 5; ++i) {
            wide |= ((counters >> (9 * i)) & 511) << (32 * i);
        }
    }
}
