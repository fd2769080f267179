// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { ParticipantWord } from "../../src/participants/ParticipantWord.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice Participants, their wallets and claims.
contract WalletsTest is Signatures {
    address private _second;
    uint256 private _secondKey;

    function setUp() public override {
        super.setUp();
        (_second, _secondKey) = makeAddrAndKey("alice's second wallet");
    }

    function test_RegistersWithClaims() external {
        vm.expectEmit(address(participants));
        emit IParticipants.ParticipantRegistered(5, eve);
        assertEq(enrol(eve, CAPPED), 5);
        IParticipants.Claims memory claims = participants.claimsOf(5);
        assertEq(keccak256(abi.encode(claims)), keccak256(abi.encode(someClaims(CAPPED))));
        assertEq(uint256(participants.statusOf(5)), uint256(IParticipants.Status.Active));
        assertEq(participants.requireActive(eve), 5);
        assertEq(participants.participantCount(), 5);
    }

    function testFuzz_ClaimsKeepEveryField(uint8 kind, uint8 level, uint16 country, uint8 class, uint16 day)
        external
    {
        IParticipants.Claims memory claims = IParticipants.Claims({
            kind: IParticipants.Kind(kind % 3),
            level: level,
            country: country,
            investorClass: class,
            policyId: CAPPED,
            verifiedUntil: day
        });
        vm.prank(verifier);
        participants.setClaims(aliceId, claims);
        assertEq(keccak256(abi.encode(participants.claimsOf(aliceId))), keccak256(abi.encode(claims)));
        assertEq(participants.participantOf(alice), aliceId);
    }

    function test_RevertWhen_RegisteringMakesNoSense() external {
        vm.startPrank(verifier);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletTaken.selector, alice, aliceId));
        participants.register(alice, someClaims(0));
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, address(0)));
        participants.register(address(0), someClaims(0));
        vm.expectRevert(abi.encodeWithSelector(IParticipants.PolicyUnknown.selector, 9));
        participants.register(eve, someClaims(9));
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantUnknown.selector, 99));
        participants.setClaims(99, someClaims(0));
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantUnknown.selector, 99));
        participants.unfreeze(99, "");
        vm.expectRevert(abi.encodeWithSelector(IParticipants.RelatedParties.selector, aliceId, aliceId));
        participants.setRelation(aliceId, aliceId, true);
        vm.startPrank(governor);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.PolicyUnknown.selector, 0));
        participants.setPolicy(0, IParticipants.Policy(0, 0, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IParticipants.CapTooLarge.selector, 3, 1 << 28, (1 << 28) - 1));
        participants.setPolicy(3, IParticipants.Policy(0, 0, 1 << 28, 0));
    }

    function test_RevertWhen_VerificationHasExpired() external {
        IParticipants.Claims memory claims = someClaims(0);
        claims.verifiedUntil = uint16(block.timestamp / 1 days);
        vm.prank(verifier);
        participants.setClaims(aliceId, claims);
        assertEq(participants.requireActive(alice), aliceId);
        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.VerificationExpired.selector, aliceId, claims.verifiedUntil)
        );
        participants.requireActive(alice);
    }

    function test_AWalletJoinsByItsOwnSignature() external {
        _add();
        assertEq(participants.participantOf(_second), aliceId);
        assertEq(participants.requireActive(_second), aliceId);
        assertEq(participants.walletsOf(aliceId).length, 2);
    }

    function test_RevertWhen_AWalletMayNotJoin() external {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletSignatureInvalid.selector, _second));
        participants.addWallet(_second, block.timestamp, new bytes(65));
        bytes memory signature = _sign(block.timestamp - 1);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletSignatureInvalid.selector, _second));
        participants.addWallet(_second, block.timestamp - 1, signature);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletTaken.selector, bob, bobId));
        participants.addWallet(bob, block.timestamp, signature);
        for (uint256 i; i < 9; ++i) {
            (_second, _secondKey) = makeAddrAndKey(vm.toString(i));
            participants.addWallet(_second, block.timestamp, _sign(block.timestamp));
        }
        vm.expectRevert(abi.encodeWithSelector(IParticipants.TooManyWallets.selector, aliceId, 10));
        participants.addWallet(eve, block.timestamp, signature);
    }

    function test_TheFirstWalletMayLeave() external {
        _add();
        vm.prank(_second);
        participants.removeWallet(alice);
        assertEq(participants.participantOf(alice), 0);
        assertEq(participants.requireActive(_second), aliceId);
        assertEq(participants.claimsOf(aliceId).policyId, CAPPED);
        vm.prank(_second);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.LastWallet.selector, aliceId));
        participants.removeWallet(_second);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, alice));
        vm.prank(alice);
        participants.removeWallet(_second);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, bob));
        vm.prank(_second);
        participants.removeWallet(bob);
    }

    function test_ARemovedWalletStaysUnderAFreeze() external {
        _add();
        vm.prank(alice);
        participants.removeWallet(_second);
        freeze(alice);
        assertTrue(notes.isFrozen(_second));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, aliceId));
        participants.removeWallet(alice);
    }

    function test_AFreezeReachesEveryWallet() external {
        _add();
        freeze(alice);
        assertTrue(notes.isFrozen(alice));
        assertTrue(notes.isFrozen(_second));
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, aliceId));
        participants.requireActive(_second);
    }

    function test_RevertWhen_AWordIsWrittenByAnybodyButParticipants() external {
        ParticipantWord word = notes.participantWord(bob);
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotParticipants.selector, eve));
        notes.setParticipantWord(eve, word);
        assertEq(participants.participantOf(eve), 0);
    }

    function test_RevertWhen_ARaiseIsRecordedByAnybodyButAnIssuer() external {
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, 0, eve));
        participants.recordRaise(bobId, 0, 1, 6);
    }

    function test_WalletsThatCameAndWentAreBounded() external {
        for (uint256 i; i < 31; ++i) {
            (_second, _secondKey) = makeAddrAndKey(vm.toString(i));
            _add();
            vm.prank(alice);
            participants.removeWallet(_second);
        }
        assertEq(participants.formerWalletsOf(aliceId).length, 31);
        // The same one again takes no further place.
        vm.warp(block.timestamp + 1);
        _add();
        vm.prank(alice);
        participants.removeWallet(_second);
        (_second, _secondKey) = makeAddrAndKey("one too many");
        bytes memory signature = _sign(block.timestamp);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.TooManyWallets.selector, aliceId, 32));
        participants.addWallet(_second, block.timestamp, signature);
    }

    function test_AFreezeFollowsTheFirstWalletsSuccessor() external {
        _add();
        (address third, uint256 thirdKey) = makeAddrAndKey("alice's third wallet");
        addWallet(alice, third, thirdKey);
        vm.prank(_second);
        participants.removeWallet(alice);
        freeze(third);
        assertTrue(notes.isFrozen(alice));
        assertTrue(notes.isFrozen(_second));
        assertTrue(notes.isFrozen(third));
        vm.prank(verifier);
        participants.unfreeze(aliceId, "");
        assertEq(participants.requireActive(third), aliceId);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, alice));
        participants.requireActive(alice);
    }

    function _add() private {
        addWallet(alice, _second, _secondKey);
    }

    function _sign(uint256 deadline) private view returns (bytes memory) {
        return sign(_secondKey, addWalletDigest(aliceId, _second, deadline));
    }
}
