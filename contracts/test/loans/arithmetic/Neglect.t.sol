// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { ColdWord } from "../../../src/loans/ColdWord.sol";
import { FundingWord, packFunding } from "../../../src/loans/FundingWord.sol";
import { LoanArithmetic, Way } from "../../../src/loans/LoanArithmetic.sol";
import { LoanWords } from "../../../src/loans/LoanWords.sol";
import { Settlement } from "../../../src/loans/Repayment.sol";
import { packTerms } from "../../../src/loans/TermsWord.sol";

/// @notice The greatest principal at 100 % a year, on which nothing is paid for longer than a word can count: interest and late interest
/// stand still at the most there is room for, what stands beside them is untouched, and a payment goes through.
contract NeglectTest is Test {
    uint256 private constant PRINCIPAL = (1 << 82) - 1;
    uint256 private constant GREATEST = (1 << 87) - 1;
    uint256 private constant DRAWN_AT = 1_706_700_000;

    LoanArithmetic private _arithmetic = new LoanArithmetic();
    LoanWords private _words;

    /// @dev 34 years of interest before principal is due, longer than any loan may run.
    function setUp() external {
        ILoans.Terms memory terms;
        (terms.annualRate, terms.lateRate, terms.method) = (1_000_000, 1_000_000, ILoans.Method.InterestOnly);
        (terms.interval, terms.count) = (12, 34);
        (_words,) = _arithmetic.start(packTerms(terms), PRINCIPAL, DRAWN_AT);
    }

    function test_InterestStandsStillAtTheGreatestThereIsRoomFor() external {
        _default();
        ILoans.Position memory position = _position();
        assertEq(position.interestOwed, GREATEST);
        assertEq(position.principalPaid, 0);
        assertEq(position.lateInterestOwed, 0);
        assertEq(position.outstandingPrincipal, PRINCIPAL);
    }

    function test_LateInterestStandsStillAtTheGreatestThereIsRoomFor() external {
        uint256 time = _default() + 100 * 365 days;
        assertGt(_arithmetic.payoff(_words, time).lateInterest, GREATEST);
        Settlement memory settlement;
        (_words, settlement) = _arithmetic.pay(0, _words, time, 1, Way.Repay);
        assertEq(settlement.allocation.principal, 1);
        ILoans.Position memory position = _position();
        assertEq(position.lateInterestOwed, GREATEST);
        assertEq(position.interestOwed, GREATEST);
        assertEq(position.principalPaid, 0);
        assertEq(position.outstandingPrincipal, PRINCIPAL - 1);
        (_words,) = _arithmetic.writeOff(0, _words, time + 365 days);
        assertEq(_position().lateInterestOwed, GREATEST);
    }

    /// @dev When all principal is due, and none of it late yet.
    function _default() private returns (uint256 time) {
        time = _arithmetic.dueAt(_words, 34);
        (_words,) = _arithmetic.declareDefault(0, _words, time);
    }

    function _position() private view returns (ILoans.Position memory) {
        FundingWord drawn = packFunding(0, 0, 0, ILoans.Status.Active, 0, 0, 0);
        return _arithmetic.loan(drawn, ColdWord.wrap(0), 0, _words).position;
    }
}
