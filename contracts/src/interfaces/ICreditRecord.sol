// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAssessments } from "./IAssessments.sol";
import { IModels } from "./IModels.sol";

/// @notice The permanent public record, per participant, of every loan of every product, with the assessment it was asked for on and the
/// model behind it. Written by issuers, read by all.
/// @dev Instalment counters of a running loan stay with the loan and are written here when it closes; every view adds both.
interface ICreditRecord is IModels, IAssessments {
    struct Instalments {
        uint32 onTime;
        uint32 late1To30;
        uint32 late31To60;
        uint32 late61To90;
        uint32 late91Plus;
    }

    struct Record {
        uint32 loansDrawn;
        uint32 loansRepaid;
        uint32 loansDefaulted;
        uint32 loansRecovered;
        uint32 loansWrittenOff;
        Instalments instalments;
    }

    enum Outcome {
        Running,
        Repaid,
        Defaulted,
        Recovered,
        WrittenOff
    }

    event LoanOpened(uint32 indexed participantId, uint256 indexed loanId, uint256 principal);
    event OutcomeRecorded(uint32 indexed participantId, uint256 indexed loanId, Outcome outcome);
    event InstalmentsRecorded(uint32 indexed participantId, uint256 indexed loanId, Instalments instalments);

    error OutcomeOutOfOrder(uint256 loanId, Outcome current, Outcome next);
    error LoanNotOpen(uint256 loanId);
    error LoanOfAnotherIssuer(uint256 loanId, address caller);

    // Issuers (a role)

    /// @notice Begins the record of a loan whose id is one of the caller's own.
    function recordOpened(uint32 participantId, uint256 loanId, uint256 principal) external;
    /// @notice Repaid, Defaulted (once, with the instalment counters of its life), then Recovered or WrittenOff.
    function recordOutcome(uint256 loanId, Outcome outcome, Instalments calldata instalments) external;

    // Views

    /// @notice Stored counters plus those of running loans.
    function recordOf(uint32 participantId) external view returns (Record memory);
    function outcomeOf(uint256 loanId) external view returns (Outcome);
    function loansOf(uint32 participantId, uint256 offset, uint256 limit)
        external
        view
        returns (uint256[] memory loanIds);
    function loanCountOf(uint32 participantId) external view returns (uint256);
}

/// @notice What `CreditRecord` asks of an issuer whose loans keep their own counters while they run.
interface ILiveRecord {
    function liveInstalments(uint32 participantId) external view returns (ICreditRecord.Instalments memory);
}
