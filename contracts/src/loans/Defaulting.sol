// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ICreditRecord } from "../interfaces/ICreditRecord.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { LoanWords } from "./LoanWords.sol";
import { Repaying } from "./Repaying.sol";

/// @notice What time alone brings about. Anyone may say it; nobody can delay it.
abstract contract Defaulting is Repaying {
    /// @inheritdoc ILoans
    function markLate(uint256 loanId) external nonReentrant {
        LoanWords memory words = _load(loanId);
        (LoanWords memory next, uint256 index, uint256 daysPastDue) =
            arithmetic.markLate(loanId, words, block.timestamp);
        _save(loanId, words, next);
        emit LoanLate(loanId, uint16(index), daysPastDue);
    }

    /// @inheritdoc ILoans
    function markDefault(uint256 loanId) external nonReentrant {
        LoanWords memory words = _load(loanId);
        (LoanWords memory next, Allocation memory owed) =
            arithmetic.declareDefault(loanId, words, block.timestamp);
        _save(loanId, words, next);
        emit LoanDefaulted(loanId, owed.principal, owed.interest, owed.lateInterest);
        _endRecord(loanId, ICreditRecord.Outcome.Defaulted, next.live.counters());
    }

    /// @inheritdoc ILoans
    function writeOff(uint256 loanId) external nonReentrant {
        LoanWords memory words = _load(loanId);
        (LoanWords memory next, Allocation memory owed) = arithmetic.writeOff(loanId, words, block.timestamp);
        _save(loanId, words, next);
        emit LoanWrittenOff(loanId, owed.principal, owed.interest, owed.lateInterest);
        _endRecord(loanId, ICreditRecord.Outcome.WrittenOff, 0);
    }
}
