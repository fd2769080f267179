// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { FixedPointMathLib } from "solady/utils/FixedPointMathLib.sol";
import { ILoans } from "../interfaces/ILoans.sol";

/// @notice Interest on a balance, rounded up: the borrower pays it. Balances below 2^83, rates up to 10^6 millionths a year.
library Interest {
    using FixedPointMathLib for uint256;

    /// @dev Seconds of a year of 365 days, times the scale of a rate.
    uint256 private constant YEAR_OF_SECONDS = 365 * 86_400 * 1e6;

    /// @notice The rate of one period as a fraction.
    function periodRate(uint256 annualRate, ILoans.Unit unit, uint256 interval)
        internal
        pure
        returns (uint256 numerator, uint256 denominator)
    {
        return periodRate(annualRate, uint256(unit), interval);
    }

    /// @notice The same of the unit's number, as it stands in a word.
    function periodRate(uint256 annualRate, uint256 unit, uint256 interval)
        internal
        pure
        returns (uint256 numerator, uint256 denominator)
    {
        unchecked {
            numerator = annualRate * interval;
            if (unit == uint256(ILoans.Unit.Month)) return (numerator, 12 * 1e6);
            if (unit == uint256(ILoans.Unit.Week)) numerator *= 7;
            return (numerator, 365 * 1e6);
        }
    }

    /// @notice Interest of a whole period, base units.
    function periodInterestUp(uint256 balance, uint256 numerator, uint256 denominator)
        internal
        pure
        returns (uint256)
    {
        return (balance * numerator).divUp(denominator);
    }

    /// @notice Interest of a part of a period, base units; linear to the second.
    /// @param length Seconds of the whole period.
    function partialInterestUp(
        uint256 balance,
        uint256 numerator,
        uint256 denominator,
        uint256 from,
        uint256 to,
        uint256 length
    ) internal pure returns (uint256) {
        if (to <= from) return 0;
        return (balance * numerator * (to - from)).divUp(denominator * length);
    }

    /// @notice Late interest, base units.
    /// @param principalSeconds Sum of overdue principal times the seconds it was overdue.
    function lateInterestUp(uint256 principalSeconds, uint256 lateRate) internal pure returns (uint256) {
        return (principalSeconds * lateRate).divUp(YEAR_OF_SECONDS);
    }
}
