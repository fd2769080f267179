// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";

/// @notice Due dates. Months are counted from the draw, never from the last due date: 31 January gives 28 February and then 31 March.
library Calendar {
    /// @dev From 1 March of the year 0, where the years of `addMonths` begin.
    uint256 private constant DAYS_BEFORE_1970 = 719_468;
    uint256 private constant DAYS_OF_400_YEARS = 146_097;

    /// @notice The moment instalment `k` is due; `k` = 0 is the draw. Seconds since 1970, UTC.
    /// @param interval Months, weeks or days between two due dates.
    function dueAt(uint256 drawnAt, ILoans.Unit unit, uint256 interval, uint256 k)
        internal
        pure
        returns (uint256)
    {
        return dueAt(drawnAt, uint256(unit), interval, k);
    }

    /// @notice The same of the unit's number, as it stands in a word.
    function dueAt(uint256 drawnAt, uint256 unit, uint256 interval, uint256 k)
        internal
        pure
        returns (uint256)
    {
        if (k == 0) return drawnAt;
        unchecked {
            if (unit == uint256(ILoans.Unit.Month)) return addMonths(drawnAt, k * interval);
            return drawnAt + k * interval * (unit == uint256(ILoans.Unit.Week) ? 7 days : 1 days);
        }
    }

    /// @notice The same day and time of day, that many months later; the day is at most the last of that month.
    /// @dev The proleptic Gregorian calendar, with years that begin in March: so the leap day is the last of its year, and the days before
    /// a month are a line, (153 · month + 2) / 5. Source: Howard Hinnant, chrono-compatible low-level date algorithms. Times have
    /// 34 bits and months at most 16, so nothing can overflow.
    function addMonths(uint256 time, uint256 months) internal pure returns (uint256) {
        unchecked {
            uint256 day = time / 1 days + DAYS_BEFORE_1970;
            uint256 ofEra = day % DAYS_OF_400_YEARS;
            uint256 year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / (DAYS_OF_400_YEARS - 1)) / 365;
            uint256 dayOfMonth = ofEra - (365 * year + year / 4 - year / 100);
            uint256 month = (5 * dayOfMonth + 2) / 153;
            dayOfMonth -= (153 * month + 2) / 5;
            months += (day / DAYS_OF_400_YEARS * 400 + year) * 12 + month;
            uint256 first = _daysBefore(months);
            if (dayOfMonth > 27) {
                uint256 last = _daysBefore(months + 1) - first - 1;
                if (dayOfMonth > last) dayOfMonth = last;
            }
            return time + (first + dayOfMonth - day) * 1 days;
        }
    }

    /// @notice Seconds that no period of the loan is shorter than.
    function leastPeriod(ILoans.Unit unit, uint256 interval) internal pure returns (uint256) {
        unchecked {
            if (unit == ILoans.Unit.Month) return interval * 28 days;
            return interval * (unit == ILoans.Unit.Week ? 7 days : 1 days);
        }
    }

    /// @dev Days from 1 March of the year 0 to the first of the month, the months counted from there.
    function _daysBefore(uint256 months) private pure returns (uint256) {
        unchecked {
            uint256 year = months / 12;
            return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (months % 12) + 2) / 5;
        }
    }
}
