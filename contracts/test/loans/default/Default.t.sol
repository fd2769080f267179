// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../../Base.t.sol";
import { ICreditRecord } from "../../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { INotes } from "../../../src/interfaces/INotes.sol";

contract DefaultTest is Base {
    uint256 private _loanId;
    uint256 private _due;

    function setUp() public override {
        super.setUp();
        _loanId = drawn(aRequest());
        _due = loans.dueAt(_loanId, 1);
    }

    function test_LatenessIsMarkedOnceAfterTheGrace() external {
        vm.warp(_due + 3 days);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotLate.selector, _loanId, _due + 3 days));
        loans.markLate(_loanId);
        vm.warp(_due + 4 days);
        vm.expectEmit(address(loans));
        emit ILoans.LoanLate(_loanId, 1, 4);
        loans.markLate(_loanId);
        assertTrue(loans.loan(_loanId).position.markedLate);
        vm.expectRevert(abi.encodeWithSelector(ILoans.AlreadyMarkedLate.selector, _loanId));
        loans.markLate(_loanId);
        repay(bob, _loanId, type(uint256).max);
        assertFalse(loans.loan(_loanId).position.markedLate);
    }

    function test_LateInterestRunsOnOverduePrincipalAfterTheGrace() external {
        assertEq(loans.dueNow(_loanId, _due + 3 days).lateInterest, 0);
        // 3,300.22 of principal for 10 days at 24 % a year of 365 days, rounded up.
        uint256 principal = 3_300_221_115;
        uint256 expected = (principal * 240_000 * 10 days + 365 * 86_400 * 1e6 - 1) / (365 * 86_400 * 1e6);
        assertEq(loans.dueNow(_loanId, _due + 13 days).lateInterest, expected);
    }

    function test_DefaultMakesAllPrincipalFallDue() external {
        uint256 from = loans.defaultableFrom(_loanId);
        assertEq(from, _due + 60 days);
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotDefaultable.selector, _loanId, from));
        loans.markDefault(_loanId);
        vm.warp(from);
        ILoans.Allocation memory owed = loans.payoff(_loanId, from);
        vm.expectEmit(address(loans));
        emit ILoans.LoanDefaulted(_loanId, owed.principal, owed.interest, owed.lateInterest);
        vm.prank(eve);
        loans.markDefault(_loanId);
        ILoans.Position memory position = loans.loan(_loanId).position;
        assertEq(uint256(position.status), uint256(ILoans.Status.Defaulted));
        assertEq(position.interestOwed, owed.interest);
        assertEq(position.lateInterestOwed, owed.lateInterest);
        assertEq(position.defaultedAt, from);
        assertEq(loans.dueNow(_loanId, from).principal, 10_000 * ONE);
        assertEq(loans.repayable(_loanId, from).principal, 10_000 * ONE);
        assertEq(record.recordOf(bobId).loansDefaulted, 1);
        assertEq(loans.liveLoansOf(bobId), list(_loanId));
        assertEq(loans.outstandingOf(_loanId), 10_000 * ONE);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, _loanId, ILoans.Status.Defaulted));
        loans.markDefault(_loanId);
    }

    /// @dev Most of the first instalment's interest is paid, then most of the principal ahead of time: what is left of that instalment asks
    /// for less than was paid, so days count from the second, before the default and after it.
    function test_DaysPastDueGoOnOverTheDefault() external {
        ILoans.Request memory request_ = aRequest();
        (request_.method, request_.count) = (ILoans.Method.InterestOnly, 6);
        uint256 loanId = drawn(request_);
        vm.warp(block.timestamp + 1 days);
        vm.startPrank(bob);
        loans.repay(loanId, 90 * ONE);
        loans.prepay(loanId, 9000 * ONE, ILoans.Prepayment.ShorterTerm);
        vm.stopPrank();
        uint256 second = loans.dueAt(loanId, 2);
        assertEq(loans.daysPastDue(loanId, second - 1), 0);
        assertEq(loans.defaultableFrom(loanId), second + 60 days);
        vm.warp(second + 60 days);
        assertEq(loans.daysPastDue(loanId, block.timestamp), 60);
        loans.markDefault(loanId);
        assertEq(loans.loan(loanId).position.nextInstalment, 2);
        assertEq(loans.daysPastDue(loanId, block.timestamp), 60);
        repay(dave, loanId, 10 * ONE);
        assertEq(loans.daysPastDue(loanId, block.timestamp + 1 days), 61);
    }

    function test_RecoveriesGoToPrincipalFirst() external {
        _default();
        vm.expectEmit(address(notes));
        emit INotes.PaidIn(_loanId, dave, INotes.CashKind.Recovery, 4000 * ONE, 0, 0);
        repay(dave, _loanId, 4000 * ONE);
        assertEq(loans.loan(_loanId).position.outstandingPrincipal, 6000 * ONE);
        assertEq(notes.claimable(_loanId, alice), 1000 * ONE);
        ILoans.Allocation memory owed = loans.payoff(_loanId, block.timestamp);
        vm.warp(block.timestamp + 365 days);
        ILoans.Allocation memory later = loans.payoff(_loanId, block.timestamp);
        assertEq(later.lateInterest - owed.lateInterest, 1440 * ONE);
        vm.expectEmit(address(loans));
        emit ILoans.LoanClosed(_loanId, ILoans.Status.Recovered);
        repay(dave, _loanId, type(uint256).max);
        assertEq(uint256(record.outcomeOf(_loanId)), uint256(ICreditRecord.Outcome.Recovered));
        assertEq(loans.liveLoansOf(bobId).length, 0);
    }

    function test_InstalmentsOfALoanInDefaultAreCountedOnce() external {
        vm.warp(_due);
        loans.collect(_loanId);
        assertEq(loans.liveInstalments(bobId).onTime, 1);
        assertEq(record.recordOf(bobId).instalments.onTime, 1);
        _default();
        // It is still among the borrower's live loans, but its instalments are the record's now.
        assertEq(loans.liveLoansOf(bobId), list(_loanId));
        assertEq(loans.liveInstalments(bobId).onTime, 0);
        assertEq(record.recordOf(bobId).instalments.onTime, 1);
    }

    function test_PayOffAfterDefault() external {
        _default();
        ILoans.Allocation memory owed = loans.payoff(_loanId, block.timestamp);
        uint256 sum = owed.principal + owed.interest + owed.lateInterest;
        vm.prank(dave);
        (uint256 taken,) = loans.payOff(_loanId, sum);
        assertEq(taken, sum);
        assertEq(uint256(loans.loan(_loanId).position.status), uint256(ILoans.Status.Recovered));
    }

    function test_CollectAfterDefault() external {
        _default();
        (uint256 taken, ILoans.Allocation memory allocation) = loans.collect(_loanId);
        assertEq(allocation.principal, 10_000 * ONE);
        assertGt(taken, 10_000 * ONE);
    }

    function test_RevertWhen_PrepayingAfterDefault() external {
        _default();
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, _loanId, ILoans.Status.Defaulted));
        loans.prepay(_loanId, ONE, ILoans.Prepayment.ShorterTerm);
    }

    function test_WriteOffStopsLateInterestAndRecoveriesStillCount() external {
        _default();
        uint256 from = block.timestamp + 120 days;
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotWriteOffable.selector, _loanId, from));
        loans.writeOff(_loanId);
        vm.warp(from);
        ILoans.Allocation memory owed = loans.payoff(_loanId, from);
        vm.expectEmit(address(loans));
        emit ILoans.LoanWrittenOff(_loanId, owed.principal, owed.interest, owed.lateInterest);
        loans.writeOff(_loanId);
        assertEq(loans.payoff(_loanId, from + 365 days).lateInterest, owed.lateInterest);
        assertEq(record.recordOf(bobId).loansWrittenOff, 1);
        assertEq(loans.liveLoansOf(bobId).length, 0);
        repay(dave, _loanId, type(uint256).max);
        assertEq(uint256(record.outcomeOf(_loanId)), uint256(ICreditRecord.Outcome.Recovered));
        assertEq(record.recordOf(bobId).loansRecovered, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, _loanId, ILoans.Status.Recovered));
        loans.writeOff(_loanId);
    }

    function _default() private {
        vm.warp(loans.defaultableFrom(_loanId));
        loans.markDefault(_loanId);
    }
}
