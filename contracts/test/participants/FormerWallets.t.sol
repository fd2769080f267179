// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice What becomes of a wallet that left when its participant's first wallet leaves too, and every wallet is pointed elsewhere.
contract FormerWalletsTest is Signatures {
    address private _former;
    uint256 private _formerKey;

    function setUp() public override {
        super.setUp();
        (_former, _formerKey) = makeAddrAndKey("alice's former wallet");
        addWallet(alice, _former, _formerKey);
        vm.prank(alice);
        participants.removeWallet(_former);
        vm.warp(block.timestamp + 1);
    }

    function test_AFormerWalletFollowsTheNextFirstWallet() external {
        address next = _leave();
        assertEq(participants.participantOf(_former), 0);
        freeze(next);
        assertTrue(notes.isFrozen(_former));
        assertTrue(notes.isFrozen(alice));
    }

    function test_RevertWhen_AFormerWalletJoinsSomebodyElseAfterTheFirstLeft() external {
        _leave();
        bytes memory taken = abi.encodeWithSelector(IParticipants.WalletTaken.selector, _former, aliceId);
        bytes memory signature =
            sign(_formerKey, addWalletDigest(participants.participantOf(dave), _former, block.timestamp));
        vm.prank(dave);
        vm.expectRevert(taken);
        participants.addWallet(_former, block.timestamp, signature);
        vm.prank(verifier);
        vm.expectRevert(taken);
        participants.register(_former, someClaims(0));
        vm.prank(verifier);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletTaken.selector, alice, aliceId));
        participants.register(alice, someClaims(0));
    }

    function test_AFormerWalletThatCameBackStaysWhenTheFirstLeaves() external {
        addWallet(alice, _former, _formerKey);
        assertEq(participants.formerWalletsOf(aliceId).length, 0);
        address next = _leave();
        assertEq(participants.requireActive(_former), aliceId);
        assertEq(participants.walletsOf(aliceId).length, 2);
        freeze(next);
        assertTrue(notes.isFrozen(_former));
    }

    /// @dev Alice's first wallet leaves her.
    function _leave() private returns (address next) {
        uint256 key;
        (next, key) = makeAddrAndKey("alice's next wallet");
        addWallet(alice, next, key);
        vm.prank(alice);
        participants.removeWallet(alice);
        assertEq(participants.requireActive(next), aliceId);
    }
}
