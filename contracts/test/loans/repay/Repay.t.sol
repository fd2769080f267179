// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Vm } from "forge-std/Vm.sol";
import { ICreditRecord } from "../../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { INotes } from "../../../src/interfaces/INotes.sol";
import { Signatures } from "../../signatures/Signatures.sol";

/// @dev 10,000.00 at 12 % a year in 3 monthly equal instalments: 3,400.22, 3,400.22, 3,400.22.
contract RepayTest is Signatures {
    uint256 internal constant A = 3_400_221_115;

    uint256 internal loanId;

    function setUp() public override {
        super.setUp();
        loanId = drawn(aRequest());
    }

    function test_AnInstalmentOnItsDueDate() external {
        vm.warp(loans.dueAt(loanId, 1));
        vm.expectEmit(address(notes));
        emit INotes.PaidIn(loanId, dave, INotes.CashKind.Repayment, A, 100 * ONE, 0);
        vm.expectEmit(address(loans));
        emit ILoans.InstalmentSettled(loanId, 1, 0, true);
        vm.expectEmit(address(loans));
        emit ILoans.Repaid(loanId, dave, 0, 100 * ONE, A - 100 * ONE, 10_100 * ONE - A);
        assertEq(repay(dave, loanId, A), A);
        ILoans.Position memory position = loans.loan(loanId).position;
        assertEq(position.nextInstalment, 2);
        assertEq(position.accrualStart, loans.dueAt(loanId, 1));
        assertEq(loans.instalmentsOf(loanId).onTime, 1);
        assertEq(record.recordOf(bobId).instalments.onTime, 1);
        assertEq(notes.claimable(loanId, alice), A / 4);
    }

    function test_MoreThanTheRunningInstalmentIsNotTaken() external {
        assertEq(repay(bob, loanId, 2 * A), A);
        uint256 nextPeriod = loans.dueAt(loanId, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NothingDue.selector, loanId, nextPeriod));
        vm.prank(bob);
        loans.repay(loanId, A);
        vm.expectRevert(ILoans.AmountIsZero.selector);
        loans.repay(loanId, 0);
    }

    /// @dev Or a loan at 0 % to a friend would make a long record of instalments on time out of one payment.
    function test_WhatNeverAskedForAnythingIsOnNoRecord() external {
        ILoans.Request memory request_ = aRequest();
        (request_.annualRate, request_.method) = (0, ILoans.Method.InterestOnly);
        uint256 free = drawn(request_);
        vm.warp(loans.dueAt(free, 3));
        vm.recordLogs();
        repay(bob, free, 10_000 * ONE);
        assertEq(uint256(record.outcomeOf(free)), uint256(ICreditRecord.Outcome.Repaid));
        assertEq(record.recordOf(bobId).instalments.onTime, 1);
        assertEq(loans.instalmentsOf(free).onTime, 1);
        assertEq(loans.loan(free).position.nextInstalment, 4);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 settled;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != ILoans.InstalmentSettled.selector) continue;
            assertEq(uint256(logs[i].topics[2]), 3);
            ++settled;
        }
        assertEq(settled, 1);
    }

    function test_APayoffLeavesWhatNeverAskedForAnythingOffTheRecord() external {
        ILoans.Request memory request_ = aRequest();
        (request_.annualRate, request_.method) = (0, ILoans.Method.InterestOnly);
        uint256 free = drawn(request_);
        vm.warp(loans.dueAt(free, 1));
        vm.prank(bob);
        loans.payOff(free, 10_000 * ONE);
        assertEq(record.recordOf(bobId).instalments.onTime, 0);
        assertEq(loans.loan(free).position.nextInstalment, 3);
    }

    function test_PartsOfAnInstalmentAddUp() external {
        vm.warp(loans.dueAt(loanId, 1));
        repay(bob, loanId, 40 * ONE);
        assertEq(loans.loan(loanId).position.interestPaid, 40 * ONE);
        repay(dave, loanId, 1000 * ONE);
        ILoans.Position memory position = loans.loan(loanId).position;
        assertEq(position.interestPaid, 100 * ONE);
        assertEq(position.principalPaid, 940 * ONE);
        assertEq(repay(bob, loanId, A - 1040 * ONE), A - 1040 * ONE);
        assertEq(loans.loan(loanId).position.nextInstalment, 2);
        assertEq(loans.loan(loanId).position.principalPaid, 0);
    }

    function test_TheWholeLife() external {
        uint256 paid;
        for (uint256 k = 1; k <= 3; ++k) {
            vm.warp(loans.dueAt(loanId, k));
            paid += repay(bob, loanId, k == 3 ? type(uint256).max : A);
        }
        ILoans.Position memory position = loans.loan(loanId).position;
        assertEq(uint256(position.status), uint256(ILoans.Status.Repaid));
        assertEq(position.outstandingPrincipal, 0);
        assertEq(paid, 3 * A);
        assertEq(loans.liveLoansOf(bobId).length, 0);
        assertEq(uint256(record.outcomeOf(loanId)), uint256(ICreditRecord.Outcome.Repaid));
        ICreditRecord.Record memory told = record.recordOf(bobId);
        assertEq(told.loansRepaid, 1);
        assertEq(told.instalments.onTime, 3);
        claim(alice, loanId);
        claim(carol, loanId);
        assertLe(usd.balanceOf(address(notes)), 1);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, loanId, ILoans.Status.Repaid));
        loans.repay(loanId, 1);
    }

    function test_LateInstalmentsAreCountedByDays() external {
        vm.warp(loans.dueAt(loanId, 2) + 5 days);
        assertEq(loans.daysPastDue(loanId, block.timestamp), 36);
        ILoans.Allocation memory owed = loans.dueNow(loanId, block.timestamp);
        assertGt(owed.lateInterest, 0);
        uint256 sum = owed.lateInterest + owed.interest + owed.principal;
        vm.expectEmit(address(loans));
        emit ILoans.InstalmentSettled(loanId, 1, 36, false);
        vm.expectEmit(address(loans));
        emit ILoans.InstalmentSettled(loanId, 2, 5, false);
        repay(bob, loanId, sum);
        ICreditRecord.Instalments memory counted = loans.instalmentsOf(loanId);
        assertEq(counted.late31To60, 1);
        assertEq(counted.late1To30, 1);
    }

    function test_WithinTheGraceIsOnTime() external {
        vm.warp(loans.dueAt(loanId, 1) + 3 days);
        vm.expectEmit(address(loans));
        emit ILoans.InstalmentSettled(loanId, 1, 3, true);
        assertEq(repay(bob, loanId, A), A);
    }

    function test_ItCanBePaidWhateverIsPausedOrFrozen() external {
        vm.prank(guardian);
        notes.setIssuerPaused(1, true);
        freeze(bob);
        manager.revokeRole(4, address(loans));
        manager.setTargetClosed(address(record), true);
        manager.setTargetClosed(address(loans), true);
        manager.setTargetClosed(address(notes), true);
        for (uint256 k = 1; k <= 3; ++k) {
            vm.warp(loans.dueAt(loanId, k));
            repay(bob, loanId, k == 3 ? type(uint256).max : A);
        }
        assertEq(uint256(loans.loan(loanId).position.status), uint256(ILoans.Status.Repaid));
        claim(alice, loanId);
        assertGt(usd.balanceOf(alice), 1_000_000 * ONE);
    }

    function test_CollectTakesWhatIsDueAsFarAsItGoes() external {
        vm.prank(bob);
        usd.approve(address(loans), 1000 * ONE);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoans.NothingCollectable.selector, loanId, 0, usd.balanceOf(bob), 1000 * ONE
            )
        );
        loans.collect(loanId);
        vm.warp(loans.dueAt(loanId, 1));
        loans.collect(loanId);
        assertEq(loans.loan(loanId).position.principalPaid, 900 * ONE);
        vm.prank(bob);
        usd.approve(address(loans), type(uint256).max);
        (uint256 taken,) = loans.collect(loanId);
        assertEq(taken, A - 1000 * ONE);
        assertEq(loans.dueNow(loanId, block.timestamp).principal, 0);
    }

    function test_RevertWhen_CollectIsNotAllowed() external {
        vm.prank(bob);
        loans.setAutoRepay(loanId, false);
        vm.expectRevert(abi.encodeWithSelector(ILoans.AutoRepayOff.selector, loanId));
        loans.collect(loanId);
    }

    /// @dev It has the money, and the allowance of old.
    function test_RevertWhen_CollectingFromAWalletThatLeftTheBorrower() external {
        (address wallet, uint256 key) = makeAddrAndKey("bob's second wallet");
        addWallet(bob, wallet, key);
        provide(wallet);
        vm.startPrank(bob);
        loans.setWallet(loanId, wallet);
        participants.removeWallet(wallet);
        vm.stopPrank();
        vm.warp(loans.dueAt(loanId, 1));
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, loanId, wallet));
        loans.collect(loanId);
        assertEq(usd.balanceOf(wallet), 1_000_000 * ONE);
        vm.prank(bob);
        loans.setWallet(loanId, bob);
        (uint256 taken,) = loans.collect(loanId);
        assertEq(taken, A);
    }

    function test_RepayWithAPermitThatIsNoneNeedsTheAllowance() external {
        vm.warp(loans.dueAt(loanId, 1));
        vm.prank(bob);
        (uint256 taken,) = loans.repayWithPermit(loanId, A, A, block.timestamp, 27, 0, 0);
        assertEq(taken, A);
    }
}
