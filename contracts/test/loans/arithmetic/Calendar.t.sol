// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { DateTimeLib } from "solady/utils/DateTimeLib.sol";
import { Calendar } from "../../../src/loans/Calendar.sol";

/// @notice `Calendar.addMonths` against a library that goes by year, month and day.
contract CalendarTest is Test {
    function testFuzz_MonthsAreThoseOfTheCalendar(uint256 time, uint256 months) external pure {
        time = bound(time, 0, (1 << 34) - 1);
        months = bound(months, 0, 360 * 360);
        assertEq(Calendar.addMonths(time, months), DateTimeLib.addMonths(time, months));
    }

    /// @dev Four years hold every kind of day but those around the turn of a century, which 2096 to 2104 and 2396 to 2404 hold.
    function test_EveryDayAroundLeapYears() external pure {
        uint256[3] memory from = [uint256(2024), 2096, 2396];
        for (uint256 i; i < from.length; ++i) {
            uint256 first = DateTimeLib.dateToTimestamp(from[i], 1, 1);
            for (uint256 day; day < 8 * 366; ++day) {
                uint256 time = first + day * 1 days + day;
                uint256 months = 1 + day % 13;
                assertEq(Calendar.addMonths(time, months), DateTimeLib.addMonths(time, months));
            }
        }
    }

    function test_TheEndOfAMonthStaysTheEnd() external pure {
        uint256 drawnAt = DateTimeLib.dateTimeToTimestamp(2024, 1, 31, 12, 30, 15);
        assertEq(Calendar.addMonths(drawnAt, 1), DateTimeLib.dateTimeToTimestamp(2024, 2, 29, 12, 30, 15));
        assertEq(Calendar.addMonths(drawnAt, 2), DateTimeLib.dateTimeToTimestamp(2024, 3, 31, 12, 30, 15));
        assertEq(Calendar.addMonths(drawnAt, 13), DateTimeLib.dateTimeToTimestamp(2025, 2, 28, 12, 30, 15));
        assertEq(Calendar.addMonths(drawnAt, 1201), DateTimeLib.dateTimeToTimestamp(2124, 2, 29, 12, 30, 15));
        assertEq(Calendar.addMonths(drawnAt, 913), DateTimeLib.dateTimeToTimestamp(2100, 2, 28, 12, 30, 15));
    }
}
