// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";

/// @notice What of a frozen holder is flagged is held when it is claimed.
contract FlagsTest is Base {
    uint256 private constant A = 3_400_221_115;
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _id = drawn(aRequest());
    }

    function test_WhatWasNotNamedIsFlaggedByAnyone() external {
        freeze(alice);
        assertFalse(notes.holding(_id, alice).flagged);
        vm.expectEmit(address(notes));
        emit INotes.HoldingFlagged(_id, alice);
        vm.prank(eve);
        notes.flagNotes(alice, list(_id));
        assertTrue(notes.holding(_id, alice).flagged);
        assertEq(notes.balanceOf(alice, _id), 2500 * ONE);
        repay(bob, _id, A);
        claim(alice, _id);
        assertEq(notes.heldCash(address(usd), alice), A / 4);
        assertEq(usd.balanceOf(alice), 997_500 * ONE);
    }

    function test_AFreezeFlagsWhatItNamesInEveryWallet() external {
        uint256 other = drawn(aRequest());
        IParticipants.HoldingsOf[] memory holdings = new IParticipants.HoldingsOf[](2);
        uint256[] memory both = new uint256[](2);
        (both[0], both[1]) = (_id, other);
        holdings[0] = IParticipants.HoldingsOf(alice, both);
        // Of somebody who is free nothing is flagged, and nobody is frozen by halves.
        holdings[1] = IParticipants.HoldingsOf(carol, list(_id));
        vm.prank(verifier);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotFrozen.selector, carol));
        participants.freeze(aliceId, "", holdings);
        assertFalse(notes.isFrozen(alice));
        uint32 carolId = participants.participantOf(carol);
        freeze(carol);
        vm.prank(verifier);
        participants.freeze(aliceId, "", holdings);
        assertTrue(notes.holding(_id, alice).flagged);
        assertTrue(notes.holding(other, alice).flagged);
        assertTrue(notes.holding(_id, carol).flagged);
        assertFalse(notes.holding(other, carol).flagged);
        assertEq(uint8(participants.statusOf(carolId)), uint8(IParticipants.Status.Frozen));
    }

    function test_OneFlagAmongManyHoldsTheirWholeSum() external {
        uint256 other = drawn(aRequest());
        freeze(alice, other);
        repay(bob, _id, A);
        vm.warp(loans.dueAt(other, 1));
        repay(bob, other, A);
        uint256[] memory both = new uint256[](2);
        (both[0], both[1]) = (_id, other);
        uint256 sum = notes.claimable(_id, alice) + notes.claimable(other, alice);
        notes.claim(both, alice);
        assertEq(notes.heldCash(address(usd), alice), sum);
    }

    function test_WhoIsFreeAgainIsPaidThoughTheFlagStays() external {
        freeze(alice, _id);
        vm.prank(verifier);
        participants.unfreeze(aliceId, "");
        repay(bob, _id, A);
        claim(alice, _id);
        assertEq(usd.balanceOf(alice), 997_500 * ONE + A / 4);
        // What was paid out and what was moved leave it where it is, and what is moved does not take it along.
        assertTrue(notes.holding(_id, alice).flagged);
        assertEq(notes.holding(_id, alice).paidInSeen, A);
        vm.prank(alice);
        notes.transfer(carol, _id, 1000 * ONE);
        vm.prank(carol);
        notes.transfer(alice, _id, 400 * ONE);
        assertTrue(notes.holding(_id, alice).flagged);
        assertFalse(notes.holding(_id, carol).flagged);
        assertEq(notes.balanceOf(alice, _id), 1900 * ONE);
    }

    function test_TakingBackAndFundingAgainLeaveTheFlag() external {
        uint256 raising = requested(aRequest());
        fund(alice, raising, 300 * ONE);
        freeze(alice, raising);
        vm.prank(verifier);
        participants.unfreeze(aliceId, "");
        vm.prank(alice);
        loans.withdraw(raising, 100 * ONE);
        assertTrue(notes.holding(raising, alice).flagged);
        fund(alice, raising, 200 * ONE);
        INotes.Holding memory holding = notes.holding(raising, alice);
        assertTrue(holding.flagged);
        assertEq(holding.balance, 400 * ONE);
        assertEq(holding.subscribedAt, block.timestamp);
        vm.prank(alice);
        loans.withdraw(raising, 400 * ONE);
        assertTrue(notes.holding(raising, alice).flagged);
        assertEq(notes.holding(raising, alice).subscribedAt, 0);
    }

    function test_WhatWasNeverHeldOrIsFlaggedIsPassedOver() external {
        freeze(alice, _id);
        vm.record();
        vm.recordLogs();
        uint256[] memory ids = new uint256[](2);
        (ids[0], ids[1]) = (_id, _id + 1);
        notes.flagNotes(alice, ids);
        (, bytes32[] memory writes) = vm.accesses(address(notes));
        assertEq(writes.length, 0);
        assertEq(vm.getRecordedLogs().length, 0);
        assertFalse(notes.holding(_id + 1, alice).flagged);
    }

    function test_RevertWhen_TheHolderIsFreeOrTooManyAreNamed() external {
        vm.expectRevert(abi.encodeWithSelector(INotes.NotFrozen.selector, alice));
        notes.flagNotes(alice, list(_id));
        vm.expectRevert(abi.encodeWithSelector(INotes.NotFrozen.selector, eve));
        notes.flagNotes(eve, list(_id));
        freeze(alice);
        vm.expectRevert(abi.encodeWithSelector(INotes.TooManySeries.selector, 257, 256));
        notes.flagNotes(alice, new uint256[](257));
    }
}
