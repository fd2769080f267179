// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ICreditRecord } from "../../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { IParticipants } from "../../../src/interfaces/IParticipants.sol";
import { Signatures } from "../../signatures/Signatures.sol";

contract DrawTest is Signatures {
    function test_PaysTheFeeAndTheRestAndStartsTheClock() external {
        uint256 loanId = funded(aRequest());
        vm.warp(loans.drawableFrom(loanId));
        vm.expectEmit(address(loans));
        emit ILoans.LoanDrawn(loanId, 10_000 * ONE, 150 * ONE, 3_400_221_115, uint40(block.timestamp));
        vm.prank(bob);
        loans.draw(loanId);
        assertEq(usd.balanceOf(feePayee), 150 * ONE);
        assertEq(usd.balanceOf(bob), 1_009_850 * ONE);
        assertEq(notes.series(loanId).released, 10_000 * ONE);
        ILoans.Position memory position = loans.loan(loanId).position;
        assertEq(uint256(position.status), uint256(ILoans.Status.Active));
        assertEq(position.outstandingPrincipal, 10_000 * ONE);
        assertEq(position.nextInstalment, 1);
        assertEq(position.drawnAt, block.timestamp);
        assertEq(position.accrualStart, block.timestamp);
        assertEq(record.recordOf(bobId).loansDrawn, 1);
        assertEq(record.loansOf(bobId, 0, 10), list(loanId));
        assertEq(uint256(record.outcomeOf(loanId)), uint256(ICreditRecord.Outcome.Running));
    }

    function test_DueDatesAreCountedFromTheDraw() external {
        vm.warp(BEGINNING - 1 days);
        uint256 loanId = drawn(aRequest());
        assertEq(loans.loan(loanId).position.drawnAt, 1_706_700_000);
        assertEq(loans.dueAt(loanId, 0), 1_706_700_000);
        assertEq(loans.dueAt(loanId, 1), 1_709_205_600);
        assertEq(loans.dueAt(loanId, 2), 1_711_884_000);
        assertEq(loans.dueAt(loanId, 3), 1_714_476_000);
    }

    function test_APartialRaiseAcceptedByTheBorrower() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 4999 * ONE);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILoans.ShareTooSmall.selector, loanId, 4999 * ONE, 5000 * ONE));
        loans.closeFunding(loanId);
        vm.stopPrank();
        fund(carol, loanId, 1001 * ONE);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, loanId, alice));
        vm.prank(alice);
        loans.closeFunding(loanId);
        vm.startPrank(bob);
        loans.closeFunding(loanId);
        uint256 from = loans.drawableFrom(loanId);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotDrawableYet.selector, loanId, from));
        loans.draw(loanId);
        vm.warp(from);
        loans.draw(loanId);
        assertEq(loans.loan(loanId).terms.principal, 6000 * ONE);
        assertEq(loans.loan(loanId).position.outstandingPrincipal, 6000 * ONE);
    }

    function test_RevertWhen_TheBorrowerIsFrozenOrAnother() external {
        uint256 loanId = funded(aRequest());
        vm.warp(loans.drawableFrom(loanId));
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, loanId, alice));
        vm.prank(alice);
        loans.draw(loanId);
        freeze(bob);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, bobId));
        vm.prank(bob);
        loans.draw(loanId);
    }

    function test_ACancelledRaiseIsRefundedByClaiming() external {
        uint256 loanId = funded(aRequest());
        vm.expectEmit(address(loans));
        emit ILoans.LoanCancelled(loanId, 10_000 * ONE, false);
        vm.prank(bob);
        loans.cancel(loanId);
        claim(alice, loanId);
        claim(carol, loanId);
        assertEq(usd.balanceOf(alice), 1_000_000 * ONE);
        assertEq(usd.balanceOf(carol), 1_000_000 * ONE);
        assertEq(usd.balanceOf(address(notes)), 0);
        assertEq(loans.liveLoansOf(bobId).length, 0);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, loanId, ILoans.Status.Cancelled));
        loans.cancel(loanId);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, loanId, ILoans.Status.Cancelled));
        loans.withdraw(loanId, 1);
        assertEq(loans.outstandingOf(loanId), 0);
    }

    function test_AnybodyExpiresARaiseNotFilledInTime() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 100 * ONE);
        uint256 deadline = loans.loan(loanId).fundingDeadline;
        vm.warp(deadline);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotExpired.selector, loanId, deadline));
        loans.expire(loanId);
        vm.warp(deadline + 1);
        vm.expectEmit(address(loans));
        emit ILoans.LoanCancelled(loanId, 100 * ONE, true);
        loans.expire(loanId);
        assertEq(notes.claimable(loanId, alice), 100 * ONE);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, loanId, ILoans.Status.Cancelled));
        loans.expire(loanId);
    }

    /// @dev Whoever withdraws last within their reflection period would else undo what all others have funded.
    function test_ARaiseThatWasClosedIsNotUndoneByWhatIsWithdrawnBeforeItsDeadline() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 4000 * ONE);
        uint256 deadline = loans.loan(loanId).fundingDeadline;
        vm.warp(deadline - 1);
        fund(carol, loanId, 6000 * ONE);
        vm.warp(deadline);
        vm.prank(carol);
        loans.withdraw(loanId, 1);
        assertEq(uint256(loans.loan(loanId).position.status), uint256(ILoans.Status.Funding));
        assertEq(loans.loan(loanId).closedAt, 0);
        vm.warp(deadline + 1);
        vm.expectEmit(address(loans));
        emit ILoans.FundingClosed(loanId, 10_000 * ONE - 1, uint40(deadline + 1 + 1 days));
        loans.expire(loanId);
        vm.warp(deadline + 1 + 1 days);
        vm.prank(bob);
        loans.draw(loanId);
        assertEq(loans.loan(loanId).position.outstandingPrincipal, 10_000 * ONE - 1);
    }

    function test_ARaiseThatWasClosedIsCalledOffIfLessThanTheLeastShareIsLeft() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 5000 * ONE - 1);
        uint256 deadline = loans.loan(loanId).fundingDeadline;
        vm.warp(deadline - 1);
        fund(carol, loanId, 5000 * ONE + 1);
        vm.prank(carol);
        loans.withdraw(loanId, 5000 * ONE + 1);
        vm.warp(deadline + 1);
        loans.expire(loanId);
        assertEq(uint256(loans.loan(loanId).position.status), uint256(ILoans.Status.Cancelled));
        assertEq(notes.claimable(loanId, alice), 5000 * ONE - 1);
    }

    function test_AnybodyExpiresALoanNotDrawnInTime() external {
        uint256 loanId = funded(aRequest());
        uint256 expiresAt = block.timestamp + 15 days;
        vm.warp(expiresAt);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotExpired.selector, loanId, expiresAt));
        loans.expire(loanId);
        vm.warp(expiresAt + 1);
        loans.expire(loanId);
        assertEq(uint256(loans.loan(loanId).position.status), uint256(ILoans.Status.Cancelled));
    }

    function test_AFrozenWalletsMoneyIsHeldForIt() external {
        uint256 loanId = funded(aRequest());
        vm.warp(loans.drawableFrom(loanId));
        uint32 payeeId = enrol(feePayee, 0);
        freeze(feePayee);
        vm.prank(bob);
        loans.draw(loanId);
        assertEq(notes.heldCash(address(usd), feePayee), 150 * ONE);
        vm.prank(verifier);
        participants.unfreeze(payeeId, "");
        notes.payHeldCash(address(usd), feePayee);
        assertEq(usd.balanceOf(feePayee), 150 * ONE);
    }

    function test_NothingIsPaidToAWalletThatLeftTheBorrower() external {
        (address second, uint256 key) = makeAddrAndKey("bob's second wallet");
        addWallet(bob, second, key);
        uint256 loanId = funded(aRequest());
        vm.warp(loans.drawableFrom(loanId));
        vm.startPrank(second);
        participants.removeWallet(bob);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, loanId, bob));
        loans.draw(loanId);
        loans.setWallet(loanId, second);
        loans.draw(loanId);
        vm.stopPrank();
        assertEq(usd.balanceOf(second), 9850 * ONE);
    }

    function test_SetsWalletAndAutoRepay() external {
        uint256 loanId = requested(aRequest());
        vm.startPrank(bob);
        loans.setAutoRepay(loanId, false);
        assertFalse(loans.loan(loanId).autoRepay);
        loans.setAutoRepay(loanId, true);
        assertTrue(loans.loan(loanId).autoRepay);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, loanId, alice));
        loans.setWallet(loanId, alice);
        loans.setWallet(loanId, bob);
        assertEq(loans.loan(loanId).wallet, bob);
        vm.stopPrank();
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(ILoans.NotBorrower.selector, loanId, eve));
        loans.setAutoRepay(loanId, false);
    }

    function test_NothingIsOwedBeforeTheDraw() external {
        uint256 loanId = requested(aRequest());
        assertEq(loans.payoff(loanId, block.timestamp).principal, 0);
        assertEq(loans.dueNow(loanId, block.timestamp).principal, 0);
        assertEq(loans.repayable(loanId, block.timestamp).principal, 0);
        assertEq(loans.daysPastDue(loanId, block.timestamp), 0);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, loanId, ILoans.Status.Funding));
        loans.repay(loanId, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoans.WrongStatus.selector, loanId, ILoans.Status.Funding));
        loans.drawableFrom(loanId);
    }
}
