// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../../Base.t.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";

contract PrepayTest is Base {
    uint256 private _loanId;

    function setUp() public override {
        super.setUp();
        _loanId = drawn(aRequest());
        // Half of the first period: 15 of the 29 days of February 2024 and some.
        vm.warp((loans.dueAt(_loanId, 0) + loans.dueAt(_loanId, 1)) / 2);
    }

    function test_InterestToTheSecondThenPrincipal() external {
        (uint256 taken, ILoans.Allocation memory allocation) =
            _prepay(4000 * ONE, ILoans.Prepayment.ShorterTerm);
        assertEq(taken, 4000 * ONE);
        assertEq(allocation.interest, 50 * ONE);
        assertEq(allocation.principal, 3950 * ONE);
        ILoans.Position memory position = loans.loan(_loanId).position;
        assertEq(position.outstandingPrincipal, 6050 * ONE);
        assertEq(position.accrualStart, block.timestamp);
        assertEq(position.nextInstalment, 1);
        assertEq(position.instalment, 3_400_221_115);
    }

    function test_ASmallerInstalment() external {
        vm.expectEmit(true, false, false, false, address(loans));
        emit ILoans.Prepaid(_loanId, ILoans.Prepayment.SmallerInstalment, 0, 0);
        _prepay(4000 * ONE, ILoans.Prepayment.SmallerInstalment);
        assertLt(loans.loan(_loanId).position.instalment, 3_400_221_115);
        // All that is left is paid by the same date.
        for (uint256 k = 1; k <= 3; ++k) {
            vm.warp(loans.dueAt(_loanId, k));
            loans.collect(_loanId);
        }
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Repaid));
    }

    function test_WhatCoversAllIsAPayoffAndNoMoreIsTaken() external {
        (uint256 taken,) = _prepay(20_000 * ONE, ILoans.Prepayment.ShorterTerm);
        assertEq(taken, 10_050 * ONE);
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Repaid));
    }

    function test_RevertWhen_ItDoesNotReachBeyondWhatIsOwedFirst() external {
        vm.prank(bob);
        vm.expectRevert(
            abi.encodeWithSelector(ILoans.PrepaymentTooSmall.selector, _loanId, 50 * ONE, 50 * ONE)
        );
        loans.prepay(_loanId, 50 * ONE, ILoans.Prepayment.ShorterTerm);
    }

    function test_RevertWhen_TheCallerIsNotTheBorrower() external {
        vm.prank(dave);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, _loanId, dave));
        loans.prepay(_loanId, 5000 * ONE, ILoans.Prepayment.ShorterTerm);
    }

    function test_PayOffByAnybody() external {
        ILoans.Allocation memory quote = loans.payoff(_loanId, block.timestamp);
        assertEq(quote.interest, 50 * ONE);
        assertEq(quote.principal, 10_000 * ONE);
        vm.startPrank(dave);
        vm.expectRevert(
            abi.encodeWithSelector(ILoans.AmountBelowPayoff.selector, _loanId, 10_050 * ONE - 1, 10_050 * ONE)
        );
        loans.payOff(_loanId, 10_050 * ONE - 1);
        (uint256 taken,) = loans.payOff(_loanId, type(uint256).max);
        assertEq(taken, 10_050 * ONE);
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Repaid));
        assertEq(loans.payoff(_loanId, block.timestamp).principal, 0);
    }

    function test_APayoffLeavesNothingOfAnInstalmentPaidInPart() external {
        vm.warp(loans.dueAt(_loanId, 1));
        vm.prank(bob);
        loans.repay(_loanId, 150 * ONE);
        assertEq(loans.loan(_loanId).position.interestPaid, 100 * ONE);
        assertEq(loans.loan(_loanId).position.principalPaid, 50 * ONE);
        vm.prank(dave);
        (uint256 taken,) = loans.payOff(_loanId, type(uint256).max);
        assertEq(taken, 9950 * ONE);
        ILoans.Position memory position = loans.loan(_loanId).position;
        assertEq(position.outstandingPrincipal | position.interestPaid | position.principalPaid, 0);
        assertEq(position.lateInterestOwed, 0);
    }

    function _prepay(uint256 amount, ILoans.Prepayment choice)
        private
        returns (uint256, ILoans.Allocation memory)
    {
        vm.prank(bob);
        return loans.prepay(_loanId, amount, choice);
    }
}
