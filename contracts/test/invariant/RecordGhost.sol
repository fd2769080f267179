// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { VmSafe } from "forge-std/Vm.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";

/// @notice What the events of `CreditRecord` say of assessments: which loan quoted which, and the newest of each participant.
contract RecordGhost {
    address public immutable RECORD;

    mapping(uint256 loanId => bytes32) public hashQuotedBy;
    mapping(bytes32 assessmentHash => uint256) public timesQuoted;
    mapping(uint32 participantId => uint40) public newestIssuedAt;
    mapping(uint256 loanId => IAssessments.Assessment) private _quoted;

    constructor(address record) {
        RECORD = record;
    }

    function quotedBy(uint256 loanId) external view returns (IAssessments.Assessment memory) {
        return _quoted[loanId];
    }

    function write(VmSafe.Log[] memory logs) external {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == RECORD) _write(logs[i]);
        }
    }

    function _write(VmSafe.Log memory log) private {
        if (log.topics[0] == IAssessments.AssessmentQuoted.selector) {
            uint256 id = uint256(log.topics[1]);
            (bytes32 assessmentHash, IAssessments.Assessment memory assessment,) =
                abi.decode(log.data, (bytes32, IAssessments.Assessment, address[]));
            (hashQuotedBy[id], _quoted[id]) = (assessmentHash, assessment);
            ++timesQuoted[assessmentHash];
            _tell(assessment);
        } else if (log.topics[0] == IAssessments.AssessmentPublished.selector) {
            (IAssessments.Assessment memory assessment,) =
                abi.decode(log.data, (IAssessments.Assessment, address[]));
            _tell(assessment);
        }
    }

    function _tell(IAssessments.Assessment memory assessment) private {
        require(
            assessment.issuedAt >= newestIssuedAt[assessment.participantId], "INV-22 an older one was taken"
        );
        newestIssuedAt[assessment.participantId] = assessment.issuedAt;
    }
}
