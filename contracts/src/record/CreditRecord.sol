// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ICreditRecord, ILiveRecord } from "../interfaces/ICreditRecord.sol";
import { Assessments } from "./Assessments.sol";
import { Models } from "./Models.sol";
import { OwnLoans } from "./OwnLoans.sol";

/// @title CreditRecord
/// @notice The permanent public record: `ICreditRecord` tells the rules. Nothing in it is ever taken back.
/// @dev The role is asked for when a loan is opened. What follows is accepted from the issuer that opened it whatever became of its
/// role, because a repayment that closes a loan writes here and nobody may stop a repayment.
contract CreditRecord is Assessments, ICreditRecord {
    struct Entry {
        address issuer;
        uint32 participantId;
        Outcome outcome;
    }

    mapping(uint256 loanId => Entry) private _entries;
    mapping(uint32 participantId => Record) private _records;
    mapping(uint32 participantId => uint256[]) private _loans;
    mapping(address issuer => bool) private _isKnown;
    address[] private _issuers;

    /// @param notes_ Where issuers are registered.
    /// @param modelNoticePeriod_ Seconds between a model's announcement and its first use.
    constructor(address accessManager, address notes_, uint256 modelNoticePeriod_)
        AccessManaged(accessManager)
        OwnLoans(notes_)
        Models(modelNoticePeriod_)
    { }

    // Issuers

    /// @inheritdoc ICreditRecord
    function recordOpened(uint32 participantId, uint256 loanId, uint256 principal) external restricted {
        _requireOwn(loanId);
        Entry storage entry = _entries[loanId];
        if (entry.issuer != address(0)) revert OutcomeOutOfOrder(loanId, entry.outcome, Outcome.Running);
        if (!_isKnown[msg.sender]) {
            _isKnown[msg.sender] = true;
            _issuers.push(msg.sender);
        }
        (entry.issuer, entry.participantId) = (msg.sender, participantId);
        _records[participantId].loansDrawn += 1;
        _loans[participantId].push(loanId);
        emit LoanOpened(participantId, loanId, principal);
    }

    /// @inheritdoc ICreditRecord
    function recordOutcome(uint256 loanId, Outcome outcome, Instalments calldata instalments) external {
        Entry storage entry = _entries[loanId];
        if (entry.issuer != msg.sender) revert LoanNotOpen(loanId);
        Outcome current = entry.outcome;
        Record storage record = _records[entry.participantId];
        if (current == Outcome.Running && outcome == Outcome.Repaid) {
            record.loansRepaid += 1;
        } else if (current == Outcome.Running && outcome == Outcome.Defaulted) {
            record.loansDefaulted += 1;
        } else if (current == Outcome.Defaulted && outcome == Outcome.WrittenOff) {
            record.loansWrittenOff += 1;
        } else if (
            (current == Outcome.Defaulted || current == Outcome.WrittenOff) && outcome == Outcome.Recovered
        ) {
            record.loansRecovered += 1;
        } else {
            revert OutcomeOutOfOrder(loanId, current, outcome);
        }
        entry.outcome = outcome;
        emit OutcomeRecorded(entry.participantId, loanId, outcome);
        if (current != Outcome.Running) return;
        _add(record.instalments, instalments);
        emit InstalmentsRecorded(entry.participantId, loanId, instalments);
    }

    // Views

    /// @inheritdoc ICreditRecord
    function recordOf(uint32 participantId) external view returns (Record memory record) {
        record = _records[participantId];
        for (uint256 i; i < _issuers.length; ++i) {
            Instalments memory live = ILiveRecord(_issuers[i]).liveInstalments(participantId);
            record.instalments.onTime += live.onTime;
            record.instalments.late1To30 += live.late1To30;
            record.instalments.late31To60 += live.late31To60;
            record.instalments.late61To90 += live.late61To90;
            record.instalments.late91Plus += live.late91Plus;
        }
    }

    /// @inheritdoc ICreditRecord
    function outcomeOf(uint256 loanId) external view returns (Outcome) {
        if (_entries[loanId].issuer == address(0)) revert LoanNotOpen(loanId);
        return _entries[loanId].outcome;
    }

    /// @inheritdoc ICreditRecord
    function loansOf(uint32 participantId, uint256 offset, uint256 limit)
        external
        view
        returns (uint256[] memory loanIds)
    {
        uint256[] storage all = _loans[participantId];
        if (offset >= all.length) return loanIds;
        uint256 count = all.length - offset;
        if (count > limit) count = limit;
        loanIds = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            loanIds[i] = all[offset + i];
        }
    }

    /// @inheritdoc ICreditRecord
    function loanCountOf(uint32 participantId) external view returns (uint256) {
        return _loans[participantId].length;
    }

    function _add(Instalments storage sum, Instalments calldata more) private {
        sum.onTime += more.onTime;
        sum.late1To30 += more.late1To30;
        sum.late31To60 += more.late31To60;
        sum.late61To90 += more.late61To90;
        sum.late91Plus += more.late91Plus;
    }
}
