// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { Calendar } from "./Calendar.sol";
import { Interest } from "./Interest.sol";
import { LiveWord } from "./LiveWord.sol";
import { TermsWord } from "./TermsWord.sol";

/// @notice By far the most frequent payment, straight from word to word: one instalment in full, in time, nothing left over from before
/// and nothing beyond it, not the last. It gives the same figures as `LoanArithmetic.pay`, which takes everything else, at a
/// quarter of its cost; a fuzz test holds the two to each other.
library OrdinaryPayment {
    /// @return next The word after it; 0 if this is not such a payment.
    /// @return interest Base units. @return principal Base units. @return daysLate Whole days after the due date, within the grace.
    function pay(LiveWord live, TermsWord terms, uint256 time, uint256 amount)
        internal
        pure
        returns (LiveWord next, uint256 interest, uint256 principal, uint256 daysLate)
    {
        uint256 balance = live.outstanding();
        // The payoff, which may be less than the instalment, is at least the principal.
        if (!live.isPlain() || amount >= balance || time < live.time()) return (next, 0, 0, 0);
        uint256 k = live.nextInstalment();
        if (k >= terms.count()) return (next, 0, 0, 0);
        uint256 dueAt = Calendar.dueAt(live.drawnAt(), terms.unit(), terms.interval(), k);
        unchecked {
            if (time > dueAt + terms.graceDays() * 1 days) return (next, 0, 0, 0);
            (interest, principal) = _ask(terms, balance, k);
            uint256 ask = interest + principal;
            // After the due date the next period runs, and what is beyond this instalment goes there.
            if (ask == 0 || (amount != ask && (amount < ask || time >= dueAt))) return (next, 0, 0, 0);
            if (time > dueAt) daysLate = (time - dueAt) / 1 days;
            next = live.settledOnTime(balance - principal, time, dueAt);
        }
    }

    /// @dev A balance has 82 bits and a rate 29, and the denominator is one of two numbers.
    function _ask(TermsWord terms, uint256 balance, uint256 k)
        private
        pure
        returns (uint256 interest, uint256 principal)
    {
        unchecked {
            (uint256 numerator, uint256 denominator) =
                Interest.periodRate(terms.annualRate(), terms.unit(), terms.interval());
            interest = (balance * numerator + denominator - 1) / denominator;
            if (k <= terms.interestOnlyCount()) return (interest, 0);
            uint256 method = terms.method();
            if (method > uint256(ILoans.Method.EqualPrincipal)) return (interest, 0);
            principal = terms.instalment();
            if (method == uint256(ILoans.Method.EqualInstalment)) {
                principal = principal > interest ? principal - interest : 0;
            }
            if (principal > balance) principal = balance;
        }
    }
}
