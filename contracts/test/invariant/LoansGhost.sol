// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { VmSafe } from "forge-std/Vm.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";

/// @notice What the events of `Loans` say: every participant's record, and how much principal each loan still owes.
contract LoansGhost {
    address public immutable LOANS;

    uint256[] private _ids;
    mapping(uint256 loanId => uint32) public borrowerOf;
    mapping(uint256 loanId => uint256) public drawn;
    mapping(uint256 loanId => uint256) public principalRepaid;
    mapping(uint256 loanId => uint256) public interestPaid;
    mapping(uint256 loanId => uint256) public outstanding;
    mapping(uint256 loanId => ILoans.Status) public closedAs;
    mapping(uint256 loanId => uint16) public lastSettled;
    mapping(uint32 participantId => ICreditRecord.Record) private _records;

    constructor(address loans) {
        LOANS = loans;
    }

    function ids() external view returns (uint256[] memory) {
        return _ids;
    }

    function recordOf(uint32 participantId) external view returns (ICreditRecord.Record memory) {
        return _records[participantId];
    }

    function write(VmSafe.Log[] memory logs) external {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == LOANS && logs[i].topics.length > 1) _write(logs[i]);
        }
    }

    function _write(VmSafe.Log memory log) private {
        bytes32 kind = log.topics[0];
        uint256 id = uint256(log.topics[1]);
        ICreditRecord.Record storage record = _records[borrowerOf[id]];
        if (kind == ILoans.LoanRequested.selector) {
            _ids.push(id);
            borrowerOf[id] = uint32(uint256(log.topics[2]));
        } else if (kind == ILoans.LoanDrawn.selector) {
            (uint256 principal,,,) = abi.decode(log.data, (uint256, uint256, uint256, uint40));
            (drawn[id], outstanding[id]) = (principal, principal);
            ++record.loansDrawn;
        } else if (kind == ILoans.Repaid.selector) {
            _writeRepaid(id, log.data);
        } else if (kind == ILoans.InstalmentSettled.selector) {
            require(uint256(log.topics[2]) > lastSettled[id], "an instalment was settled twice");
            lastSettled[id] = uint16(uint256(log.topics[2]));
            _writeSettled(record.instalments, log.data);
        } else if (kind == ILoans.LoanDefaulted.selector) {
            ++record.loansDefaulted;
        } else if (kind == ILoans.LoanWrittenOff.selector) {
            ++record.loansWrittenOff;
        } else if (kind == ILoans.LoanClosed.selector) {
            closedAs[id] = abi.decode(log.data, (ILoans.Status));
            if (closedAs[id] == ILoans.Status.Repaid) ++record.loansRepaid;
            else ++record.loansRecovered;
        }
    }

    function _writeRepaid(uint256 id, bytes memory data) private {
        (uint256 lateInterest, uint256 interest, uint256 principal, uint256 outstanding_) =
            abi.decode(data, (uint256, uint256, uint256, uint256));
        principalRepaid[id] += principal;
        interestPaid[id] += lateInterest + interest;
        outstanding[id] = outstanding_;
    }

    function _writeSettled(ICreditRecord.Instalments storage instalments, bytes memory data) private {
        (uint16 daysLate, bool onTime) = abi.decode(data, (uint16, bool));
        if (onTime) ++instalments.onTime;
        else if (daysLate <= 30) ++instalments.late1To30;
        else if (daysLate <= 60) ++instalments.late31To60;
        else if (daysLate <= 90) ++instalments.late61To90;
        else ++instalments.late91Plus;
    }
}
