// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { FixedPointMathLib } from "solady/utils/FixedPointMathLib.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { Interest } from "./Interest.sol";

/// @notice The instalment of a loan, computed once at draw. Source: annuity, A = P·i·g / (g − 1) with g = (1 + i)^n.
library Instalment {
    using FixedPointMathLib for uint256;

    /// @notice Scale of growth factors.
    uint256 internal constant RAY = 1e27;

    /// @notice Equal instalment: interest and principal together. Equal principal: the principal part. Else 0.
    /// @param amortisingCount Periods over which principal is repaid, from 1.
    /// @return A Base units, rounded up; the last instalment is whatever is left.
    function instalmentOf(ILoans.Terms memory terms, uint256 principal, uint256 amortisingCount)
        internal
        pure
        returns (uint256 A)
    {
        if (terms.method == ILoans.Method.EqualPrincipal) return principal.divUp(amortisingCount);
        if (terms.method != ILoans.Method.EqualInstalment) return 0;
        if (terms.annualRate == 0) return principal.divUp(amortisingCount);
        (uint256 numerator, uint256 denominator) =
            Interest.periodRate(terms.annualRate, terms.unit, terms.interval);
        uint256 rate = (numerator * RAY).divUp(denominator);
        uint256 growth = powRay(RAY + rate, amortisingCount);
        uint256 factor = (rate * growth).divUp(growth - RAY);
        return (principal * factor).divUp(RAY);
    }

    /// @notice x^n at scale `RAY`, each product rounded down.
    function powRay(uint256 x, uint256 n) internal pure returns (uint256 result) {
        result = RAY;
        while (n != 0) {
            if (n & 1 != 0) result = (result * x) / RAY;
            n >>= 1;
            if (n != 0) x = (x * x) / RAY;
        }
    }
}
