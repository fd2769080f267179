// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ICreditRecord } from "../interfaces/ICreditRecord.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { Debt } from "./Debt.sol";
import { Repaying } from "./Repaying.sol";
import { Ask, Schedule } from "./Schedule.sol";

/// @notice What time alone brings about. Anyone may say it; nobody can delay it.
abstract contract Defaulting is Repaying {
    /// @inheritdoc ILoans
    function markLate(uint256 loanId) external nonReentrant {
        Running memory running = _loadActive(loanId);
        if (running.position.markedLate) revert AlreadyMarkedLate(loanId);
        Ask memory oldest = Schedule.oldestUnpaid(running.terms, running.position);
        uint256 lateFrom = Schedule.graceEnd(running.terms, oldest.dueAt);
        if (block.timestamp <= lateFrom) revert NotLate(loanId, lateFrom);
        running.position.markedLate = true;
        _save(loanId, running);
        emit LoanLate(loanId, uint16(oldest.index), Schedule.daysAfter(oldest.dueAt, block.timestamp));
    }

    /// @inheritdoc ILoans
    function markDefault(uint256 loanId) external nonReentrant {
        Running memory running = _loadActive(loanId);
        uint256 from = _defaultableFrom(running);
        if (block.timestamp < from) revert NotDefaultable(loanId, from);
        Position memory position = running.position;
        Allocation memory owed = Debt.payoff(running.terms, position, block.timestamp);
        position.status = Status.Defaulted;
        position.interestPaid = 0;
        position.interestOwed = owed.interest;
        position.lateInterestOwed = owed.lateInterest;
        position.lateAccruedUntil = uint40(block.timestamp);
        position.defaultedAt = uint40(block.timestamp);
        _save(loanId, running);
        emit LoanDefaulted(loanId, position.outstandingPrincipal, owed.interest, owed.lateInterest);
        _endRecord(loanId, ICreditRecord.Outcome.Defaulted, running.counters);
    }

    /// @inheritdoc ILoans
    function writeOff(uint256 loanId) external nonReentrant {
        Running memory running = _load(loanId);
        Position memory position = running.position;
        if (position.status != Status.Defaulted) revert WrongStatus(loanId, position.status);
        uint256 from = position.defaultedAt + uint256(running.terms.writeOffDays) * 1 days;
        if (block.timestamp < from) revert NotWriteOffable(loanId, from);
        position.lateInterestOwed = Debt.lateInterestAfterDefault(running.terms, position, block.timestamp);
        position.lateAccruedUntil = uint40(block.timestamp);
        position.status = Status.WrittenOff;
        _save(loanId, running);
        emit LoanWrittenOff(
            loanId, position.outstandingPrincipal, position.interestOwed, position.lateInterestOwed
        );
        _endRecord(loanId, ICreditRecord.Outcome.WrittenOff, 0);
    }

    function _loadActive(uint256 loanId) internal view returns (Running memory running) {
        running = _load(loanId);
        if (running.position.status != Status.Active) revert WrongStatus(loanId, running.position.status);
    }

    function _defaultableFrom(Running memory running) internal pure returns (uint256) {
        Ask memory oldest = Schedule.oldestUnpaid(running.terms, running.position);
        return oldest.dueAt + uint256(running.terms.defaultDays) * 1 days;
    }
}
