// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../../src/interfaces/ILoans.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice How much a participant may take on. Alice's policy caps 12 months at 1,000,000; each test sets its own.
contract LimitsTest is Signatures {
    function test_SubscriptionsOfTwelveMonthsAreCounted() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        uint256 loanId = requested(aRequest());
        // A fraction of a unit counts as one.
        fund(alice, loanId, 600 * ONE + 1);
        (uint256 used, uint256 cap) = participants.usageOf(aliceId);
        assertEq(used, 601);
        assertEq(cap, 1000);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.Cap12MonthsExceeded.selector, aliceId, 601, 400, 1000)
        );
        loans.fund(loanId, 400 * ONE, alice);
        fund(alice, loanId, 399 * ONE);
    }

    function test_ASubscriptionCountsInItsPeriodAndTheFourAfterIt() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        fund(alice, requested(aRequest()), 600 * ONE);
        // Periods are 91.5 days from 1 January 1970.
        uint256 dropsOutAt = (block.timestamp / 7_905_600 + 5) * 7_905_600;
        assertGe(dropsOutAt, block.timestamp + 366 days);
        vm.warp(dropsOutAt - 1);
        assertEq(_used(), 600);
        fund(alice, requested(aRequest()), 400 * ONE);
        vm.warp(dropsOutAt);
        assertEq(_used(), 400);
    }

    function test_AWithdrawalGivesBackNoMoreThanWasCounted() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 100 * ONE + 1);
        assertEq(_used(), 101);
        vm.prank(alice);
        loans.withdraw(loanId, 50 * ONE + 1);
        assertEq(_used(), 51);
        // What was counted before the policy was taken away is given back still.
        vm.prank(verifier);
        participants.setClaims(aliceId, someClaims(0));
        vm.prank(alice);
        loans.withdraw(loanId, 50 * ONE);
        assertEq(_used(), 1);
    }

    function test_AWithdrawalOfNotesThatCameByATransferGivesNothingBack() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        uint256 loanId = requested(aRequest());
        uint256 other = requested(aRequest());
        fund(alice, other, 600 * ONE);
        fund(alice, loanId, 100 * ONE);
        fund(carol, loanId, 500 * ONE);
        vm.prank(carol);
        notes.transfer(alice, loanId, 500 * ONE);
        vm.prank(alice);
        loans.withdraw(loanId, 600 * ONE);
        assertEq(_used(), 600);
    }

    function test_AWithdrawalGivesNothingBackThatWasSubscribedWithoutACap() external {
        uint256 loanId = requested(aRequest());
        _policy(IParticipants.Policy(0, 0, 0, 0));
        fund(alice, loanId, 500 * ONE);
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        fund(alice, requested(aRequest()), 600 * ONE);
        vm.prank(alice);
        loans.withdraw(loanId, 500 * ONE);
        assertEq(_used(), 600);
    }

    function test_AWithdrawalGivesBackWhatItsOwnPeriodCounted() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        ILoans.Request memory request_ = aRequest();
        // The last day of a period.
        vm.warp((block.timestamp / 7_905_600 + 1) * 7_905_600 - 1 hours);
        request_.fundingDeadline = uint40(block.timestamp + 10 days);
        uint256 loanId = requested(request_);
        fund(alice, loanId, 300 * ONE);
        vm.warp(block.timestamp + 2 hours);
        fund(alice, loanId, 100 * ONE);
        vm.prank(alice);
        loans.withdraw(loanId, 400 * ONE);
        assertEq(_used(), 300);
    }

    function test_AFailedRaiseCountsNoLonger() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 600 * ONE);
        vm.prank(alice);
        notes.transfer(carol, loanId, 200 * ONE);
        vm.prank(bob);
        loans.cancel(loanId);
        assertEq(_used(), 600);
        claim(alice, loanId);
        assertEq(_used(), 200);
        claim(alice, loanId);
        assertEq(_used(), 200);
    }

    function test_AStricterPolicyReachesWhoItIsBroughtTo() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        vm.prank(governor);
        participants.setPolicy(2, IParticipants.Policy(100, 0, 500, 0));
        (, uint256 cap) = participants.usageOf(aliceId);
        assertEq(cap, 1000);
        uint32[] memory ids = new uint32[](1);
        ids[0] = aliceId;
        vm.expectEmit(address(participants));
        emit IParticipants.LimitsSet(aliceId, 500, true);
        vm.prank(eve);
        participants.applyPolicy(ids);
        vm.recordLogs();
        participants.applyPolicy(ids);
        assertEq(vm.getRecordedLogs().length, 0);
        (, cap) = participants.usageOf(aliceId);
        assertEq(cap, 500);
        uint256 loanId = requested(aRequest());
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerLoanExceeded.selector, aliceId, loanId, 0, 101, 100)
        );
        loans.fund(loanId, 101 * ONE, alice);
        ids[0] = 99;
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantUnknown.selector, 99));
        participants.applyPolicy(ids);
    }

    function test_WhatARemovedWalletHoldsStillCounts() external {
        _policy(IParticipants.Policy(500, 0, 0, 0));
        (address second, uint256 key) = makeAddrAndKey("alice's second wallet");
        addWallet(alice, second, key);
        uint256 loanId = requested(aRequest());
        vm.prank(alice);
        loans.fund(loanId, 400 * ONE, second);
        vm.prank(alice);
        participants.removeWallet(second);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerLoanExceeded.selector, aliceId, loanId, 400, 101, 500)
        );
        loans.fund(loanId, 101 * ONE, alice);
    }

    function test_RevertWhen_ABorrowerIsGivenNotesOfTheirOwnLoan() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 100 * ONE);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.OwnLoan.selector, bobId));
        notes.transfer(bob, loanId, 1);
        // Once known to raise money, of another's loan a borrower may still be given notes.
        enrol(eve, 0);
        vm.prank(eve);
        uint256 other = loans.request(aRequest());
        fund(alice, other, 100 * ONE);
        vm.prank(alice);
        notes.transfer(bob, other, 1);
    }

    function test_PerLoanOverAllWallets() external {
        _policy(IParticipants.Policy(500, 0, 0, 0));
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 300 * ONE);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerLoanExceeded.selector, aliceId, loanId, 300, 201, 500)
        );
        loans.fund(loanId, 201 * ONE, alice);
        fund(carol, loanId, 300 * ONE);
        vm.prank(carol);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerLoanExceeded.selector, aliceId, loanId, 300, 201, 500)
        );
        notes.transfer(alice, loanId, 201 * ONE);
        vm.prank(carol);
        notes.transfer(alice, loanId, 200 * ONE);
    }

    function test_PerPairFollowsWhatIsOutstanding() external {
        _policy(IParticipants.Policy(0, 3000, 0, 0));
        uint256 loanId = drawn(aRequest());
        uint256 next = requested(aRequest());
        _pairRefused(next, 2500);
        vm.warp(loans.dueAt(loanId, 1));
        repay(bob, loanId, 3_400_221_115);
        // 6,699.78 of 10,000 is left, a quarter of it lent by alice: 1,674.95.
        next = requested(aRequest());
        _pairRefused(next, 1675);
        fund(alice, next, 1325 * ONE);
    }

    /// @dev Held times outstanding is 10^16 + 1: a whole unit's worth of the supply of 10,000, and the least rest there can be.
    function test_PerPairCountsTheLeastRestAsAUnit() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 101_596_577);
        fund(carol, loanId, 10_000 * ONE - 101_596_577);
        vm.warp(loans.drawableFrom(loanId));
        vm.startPrank(bob);
        loans.draw(loanId);
        loans.prepay(loanId, 10_000 * ONE - 98_428_513, ILoans.Prepayment.ShorterTerm);
        vm.stopPrank();
        assertEq(loans.loan(loanId).position.outstandingPrincipal, 98_428_513);
        _policy(IParticipants.Policy(0, 2001, 0, 0));
        uint256 next = requested(aRequest());
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.CapPerPairExceeded.selector, aliceId, bobId, 2, 2000, 2001)
        );
        loans.fund(next, 2000 * ONE, alice);
        fund(alice, next, 1999 * ONE);
    }

    function test_RevertWhen_ARelatedPartyIsGivenNotes() external {
        uint256 loanId = requested(aRequest());
        fund(alice, loanId, 100 * ONE);
        uint32 daveId = participants.participantOf(dave);
        vm.prank(verifier);
        participants.setRelation(daveId, bobId, true);
        assertTrue(participants.areRelated(bobId, daveId));
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.RelatedParties.selector, daveId, bobId));
        notes.transfer(dave, loanId, 1);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.OwnLoan.selector, bobId));
        notes.transfer(bob, loanId, 1);
        vm.stopPrank();
        vm.prank(verifier);
        participants.setRelation(bobId, daveId, false);
        vm.prank(alice);
        notes.transfer(dave, loanId, 1);
    }

    function _pairRefused(uint256 loanId, uint256 lent) private {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IParticipants.CapPerPairExceeded.selector, aliceId, bobId, lent, 2000, 3000
            )
        );
        loans.fund(loanId, 2000 * ONE, alice);
    }

    function _used() private view returns (uint256 used) {
        (used,) = participants.usageOf(aliceId);
    }

    function _policy(IParticipants.Policy memory limits) private {
        vm.prank(governor);
        participants.setPolicy(2, limits);
        vm.startPrank(verifier);
        participants.setClaims(aliceId, someClaims(2));
        vm.stopPrank();
        assertEq(keccak256(abi.encode(participants.policy(2))), keccak256(abi.encode(limits)));
    }
}
