// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { DateTimeLib } from "solady/utils/DateTimeLib.sol";
import { ILoans } from "../interfaces/ILoans.sol";

/// @notice Due dates. Months are counted from the draw, never from the last due date: 31 January gives 28 February and then 31 March.
library Calendar {
    /// @notice The moment instalment `k` is due; `k` = 0 is the draw. Seconds since 1970, UTC.
    /// @param interval Months, weeks or days between two due dates.
    function dueAt(uint256 drawnAt, ILoans.Unit unit, uint256 interval, uint256 k)
        internal
        pure
        returns (uint256)
    {
        if (k == 0) return drawnAt;
        unchecked {
            if (unit == ILoans.Unit.Month) return DateTimeLib.addMonths(drawnAt, k * interval);
            return drawnAt + k * interval * (unit == ILoans.Unit.Week ? 7 days : 1 days);
        }
    }

    /// @notice Seconds that no period of the loan is shorter than.
    function leastPeriod(ILoans.Unit unit, uint256 interval) internal pure returns (uint256) {
        unchecked {
            if (unit == ILoans.Unit.Month) return interval * 28 days;
            return interval * (unit == ILoans.Unit.Week ? 7 days : 1 days);
        }
    }
}
