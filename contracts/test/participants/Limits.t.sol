// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";

/// @notice How much a participant may take on. Alice's policy caps 12 months at 1,000,000; each test sets its own.
contract LimitsTest is Base {
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

    function test_ASubscriptionCountsInItsQuarterAndTheFourAfterIt() external {
        _policy(IParticipants.Policy(0, 0, 1000, 0));
        fund(alice, requested(aRequest()), 600 * ONE);
        // January 2024 to 31 March 2025 is the first quarter and the four after it.
        vm.warp(1_743_465_599);
        assertEq(_used(), 600);
        fund(alice, requested(aRequest()), 400 * ONE);
        vm.warp(1_743_465_600);
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
        // Counted before the policy was taken away: nothing to give back then, nothing below zero after.
        vm.prank(verifier);
        participants.setClaims(aliceId, someClaims(0));
        vm.prank(alice);
        loans.withdraw(loanId, 50 * ONE);
        assertEq(_used(), 51);
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
        vm.startPrank(verifier);
        participants.setPolicy(2, limits);
        participants.setClaims(aliceId, someClaims(2));
        vm.stopPrank();
        assertEq(keccak256(abi.encode(participants.policy(2))), keccak256(abi.encode(limits)));
    }
}
