// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { LiveWord } from "../../../src/loans/LiveWord.sol";
import { LoanArithmetic, Way } from "../../../src/loans/LoanArithmetic.sol";
import { LoanWords } from "../../../src/loans/LoanWords.sol";
import { OrdinaryPayment } from "../../../src/loans/OrdinaryPayment.sol";
import { Settlement } from "../../../src/loans/Repayment.sol";
import { TermsWord, packTerms } from "../../../src/loans/TermsWord.sol";

/// @notice The short way of a payment gives the figures of the long one, to the bit of the stored word.
contract OrdinaryPaymentTest is Test {
    LoanArithmetic private _arithmetic = new LoanArithmetic();

    struct Case {
        uint256 principal;
        uint256 annualRate;
        uint256 method;
        uint256 unit;
        uint256 interval;
        uint256 count;
        uint256 interestOnlyCount;
        uint256 graceDays;
        uint256 drawnAt;
        uint256 settled;
        uint256 offset;
        uint256 amount;
        bool exact;
    }

    struct Ordinary {
        LiveWord next;
        uint256 interest;
        uint256 principal;
        uint256 daysLate;
    }

    function testFuzz_TheShortWayGivesTheFiguresOfTheLongOne(Case memory c) external {
        _bound(c);
        LoanWords memory words = _drawn(c);
        for (uint256 k = 1; k <= c.settled; ++k) {
            uint256 dueAt = _arithmetic.dueAt(words, k);
            ILoans.Allocation memory owed = _arithmetic.dueNow(words, dueAt);
            if (owed.interest + owed.principal == 0) return;
            (words,) = _arithmetic.pay(0, words, dueAt, owed.interest + owed.principal, Way.Repay);
            if (words.live.status() != ILoans.Status.Active) return;
        }
        uint256 time = words.live.time() + c.offset;
        ILoans.Allocation memory due =
            _arithmetic.dueNow(words, _arithmetic.dueAt(words, words.live.nextInstalment()));
        uint256 amount = c.exact ? due.interest + due.principal : c.amount;
        Ordinary memory short = _pay(words.live, words.terms, time, amount);
        if (LiveWord.unwrap(short.next) == 0) return;
        (LoanWords memory next, Settlement memory long) = _arithmetic.pay(0, words, time, amount, Way.Repay);
        assertEq(LiveWord.unwrap(short.next), LiveWord.unwrap(next.live), "word");
        assertEq(short.interest, long.allocation.interest, "interest");
        assertEq(short.principal, long.allocation.principal, "principal");
        assertEq(long.allocation.lateInterest, 0, "late interest");
        assertEq(long.settledCount, 1, "settled");
        assertEq(short.daysLate, uint16(long.settled[0] >> 16), "days late");
        assertTrue(long.settled[0] >> 32 == 1, "on time");
    }

    function test_ItIsTakenOnTheDueDate() external view {
        Case memory c;
        (c.principal, c.annualRate, c.interval, c.count, c.drawnAt) = (1e10, 120_000, 1, 3, 1_706_700_000);
        LoanWords memory words = _drawn(c);
        uint256 dueAt = _arithmetic.dueAt(words, 1);
        Ordinary memory short = _pay(words.live, words.terms, dueAt, 3_400_221_115);
        assertEq(short.interest + short.principal, 3_400_221_115);
        assertFalse(short.next.isNone());
        // One unit less, one more, or after the grace: the long way.
        assertTrue(_pay(words.live, words.terms, dueAt, 3_400_221_114).next.isNone());
        assertTrue(_pay(words.live, words.terms, dueAt, 3_400_221_116).next.isNone());
        assertTrue(_pay(words.live, words.terms, dueAt + 1, 3_400_221_115).next.isNone());
        (words,) = _arithmetic.pay(0, words, dueAt - 1 days, 5e9, Way.ShorterTerm);
        assertTrue(_pay(words.live, words.terms, dueAt, 3_400_221_115).next.isNone());
    }

    /// @dev The remainder of the division is 1: whatever adds less than the whole denominator but 1 rounds it down.
    function test_TheLeastPartOfAUnitIsRoundedUp() external view {
        Case memory c;
        (c.principal, c.annualRate, c.method, c.interval, c.count) = (11_880_001, 120_001, 2, 1, 3);
        c.drawnAt = 1_706_700_000;
        assertEq(mulmod(c.principal, c.annualRate, 12e6), 1);
        LoanWords memory words = _drawn(c);
        Ordinary memory short = _pay(words.live, words.terms, _arithmetic.dueAt(words, 1), 118_802);
        assertEq(short.interest, c.principal * c.annualRate / 12e6 + 1);
        assertFalse(short.next.isNone());
    }

    function _drawn(Case memory c) private view returns (LoanWords memory words) {
        ILoans.Terms memory terms;
        terms.annualRate = uint32(c.annualRate);
        terms.lateRate = 240_000;
        terms.method = ILoans.Method(c.method);
        terms.unit = ILoans.Unit(c.unit);
        terms.interval = uint16(c.interval);
        terms.count = uint16(c.count);
        terms.interestOnlyCount = uint16(c.interestOnlyCount);
        terms.graceDays = uint16(c.graceDays);
        (words,) = _arithmetic.start(packTerms(terms), c.principal, c.drawnAt);
    }

    function _bound(Case memory c) private pure {
        c.principal = bound(c.principal, 1, 1 << bound(c.amount, 1, 81));
        c.annualRate = bound(c.annualRate, 0, 360_000);
        c.method = bound(c.method, 0, 2);
        c.unit = bound(c.unit, 0, 2);
        c.interval = bound(c.interval, 1, 3);
        c.count = bound(c.count, 2, 24);
        c.interestOnlyCount = c.method == 2 ? 0 : bound(c.interestOnlyCount, 0, c.count - 1);
        c.graceDays = bound(c.graceDays, 0, 30);
        c.drawnAt = bound(c.drawnAt, 1_600_000_000, 2_000_000_000);
        c.settled = bound(c.settled, 0, c.count - 2);
        c.offset = bound(c.offset, 0, 130 days);
        c.amount = bound(c.amount, 1, c.principal);
    }

    function _pay(LiveWord live, TermsWord terms, uint256 time, uint256 amount)
        private
        pure
        returns (Ordinary memory short)
    {
        (short.next, short.interest, short.principal, short.daysLate) =
            OrdinaryPayment.pay(live, terms, time, amount);
    }
}
