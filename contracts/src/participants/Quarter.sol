// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { DateTimeLib } from "solady/utils/DateTimeLib.sol";

/// @notice Calendar quarters.
library Quarter {
    /// @return Whole calendar quarters from 1 January 1970 to `time`, UTC.
    function indexOf(uint256 time) internal pure returns (uint256) {
        (uint256 year, uint256 month,) = DateTimeLib.timestampToDate(time);
        unchecked {
            return (year - 1970) * 4 + (month - 1) / 3;
        }
    }
}
