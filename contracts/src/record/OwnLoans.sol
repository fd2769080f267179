// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ICreditRecord } from "../interfaces/ICreditRecord.sol";
import { INotes } from "../interfaces/INotes.sol";
import { SeriesId } from "../notes/SeriesId.sol";

/// @notice Whose loan an id is: an issuer begins a record under ids of its own alone, or it could take the place of another's loan,
/// which could then neither be asked for on its assessment nor be drawn.
abstract contract OwnLoans {
    /// @notice Where issuers have their index, which is part of every id.
    INotes public immutable notes;

    constructor(address notes_) {
        notes = INotes(notes_);
    }

    function _requireOwn(uint256 loanId) internal view {
        uint16 index = notes.issuerIndexOf(msg.sender);
        if (index == 0 || index != SeriesId.issuerIndexOf(loanId)) {
            revert ICreditRecord.LoanOfAnotherIssuer(loanId, msg.sender);
        }
    }
}
