// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Notes } from "../../src/notes/Notes.sol";
import { Signatures } from "./Signatures.sol";

/// @notice The signature by which a wallet joins holds for one participant, one wallet, one chain, one contract, until its deadline.
contract AddWalletTest is Signatures {
    address private _wallet;
    uint256 private _key;
    uint256 private _deadline;

    function setUp() public override {
        super.setUp();
        (_wallet, _key) = makeAddrAndKey("alice's second wallet");
        _deadline = block.timestamp + 1 hours;
    }

    function test_ItHoldsUntilTheLastSecondOfItsDeadline() external {
        bytes memory signature = _signature();
        vm.warp(_deadline);
        _add(alice, signature);
        assertEq(participants.participantOf(_wallet), aliceId);
    }

    function test_RevertWhen_TheDeadlineIsOver() external {
        bytes memory signature = _signature();
        vm.warp(_deadline + 1);
        _refused(alice, signature);
    }

    function test_RevertWhen_AnotherDeadlineIsTold() external {
        bytes memory signature = _signature();
        _deadline += 1;
        _refused(alice, signature);
    }

    function test_RevertWhen_AnotherParticipantUsesIt() external {
        _refused(carol, _signature());
    }

    function test_RevertWhen_TheSignatureIsForAnotherWallet() external {
        _refused(alice, sign(_key, addWalletDigest(aliceId, eve, _deadline)));
    }

    function test_RevertWhen_SomebodyElseSigned() external {
        (, uint256 other) = makeAddrAndKey("somebody else");
        _refused(alice, sign(other, addWalletDigest(aliceId, _wallet, _deadline)));
    }

    function test_RevertWhen_ItIsUsedAgainWhileTheWalletIsLinked() external {
        bytes memory signature = _signature();
        _add(alice, signature);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletTaken.selector, _wallet, aliceId));
        participants.addWallet(_wallet, _deadline, signature);
        assertEq(participants.walletsOf(aliceId).length, 2);
    }

    function test_RevertWhen_ItIsUsedAgainAfterTheWalletLeft() external {
        bytes memory signature = _signature();
        _add(alice, signature);
        vm.prank(_wallet);
        participants.removeWallet(_wallet);
        _refused(alice, signature);
        _deadline += 1;
        _add(alice, _signature());
    }

    function test_RevertWhen_ItIsUsedAgainAfterTheWalletLeftAndItsDeadline() external {
        bytes memory signature = _signature();
        _add(alice, signature);
        vm.prank(_wallet);
        participants.removeWallet(_wallet);
        vm.warp(_deadline + 1);
        _refused(alice, signature);
    }

    function test_RevertWhen_ItWasSignedForAnotherChain() external {
        _refused(alice, sign(_key, addWalletDigest(aliceId, _wallet, _deadline, block.chainid + 1)));
    }

    /// @dev After a fork of the chain: what was signed before holds on the old one alone, and what is signed for the new one holds there.
    function test_RevertWhen_TheChainIsAnotherNow() external {
        bytes memory signature = _signature();
        vm.chainId(block.chainid + 1);
        _refused(alice, signature);
        _add(alice, _signature());
        assertEq(participants.participantOf(_wallet), aliceId);
    }

    function test_RevertWhen_ItWasSignedForOtherContracts() external {
        address elsewhere = address(new Notes(address(manager)).participants());
        _refused(alice, sign(_key, addWalletDigestFor(elsewhere, aliceId, _wallet, _deadline)));
    }

    function test_RevertWhen_TheSignatureIsMirrored() external {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key, addWalletDigest(aliceId, _wallet, _deadline));
        (v, s) = mirrored(v, s);
        // It would recover to the same wallet.
        assertEq(ecrecover(addWalletDigest(aliceId, _wallet, _deadline), v, r, s), _wallet);
        _refused(alice, abi.encodePacked(r, s, v));
    }

    function test_RevertWhen_TheSignatureHasAnotherShape() external {
        bytes32 digest = addWalletDigest(aliceId, _wallet, _deadline);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key, digest);
        _refused(alice, abi.encodePacked(r, vs));
        (uint8 v, bytes32 r_, bytes32 s) = vm.sign(_key, digest);
        _refused(alice, abi.encodePacked(r_, s, v - 27));
        _refused(alice, abi.encodePacked(r_, s, v, uint8(0)));
        _refused(alice, "");
        _refused(alice, new bytes(65));
    }

    function testFuzz_RevertWhen_AnyBitOfTheSignatureDiffers(uint256 bit) external {
        bytes memory signature = _signature();
        bit = bound(bit, 0, 65 * 8 - 1);
        signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _refused(alice, signature);
    }

    function test_RevertWhen_TheParticipantMayDoNoNewBusiness() external {
        bytes memory signature = _signature();
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, eve));
        participants.addWallet(_wallet, _deadline, signature);
        freeze(alice);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, aliceId));
        participants.addWallet(_wallet, _deadline, signature);
    }

    function _signature() private view returns (bytes memory) {
        return sign(_key, addWalletDigest(aliceId, _wallet, _deadline));
    }

    function _add(address caller, bytes memory signature) private {
        vm.prank(caller);
        participants.addWallet(_wallet, _deadline, signature);
    }

    function _refused(address caller, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletSignatureInvalid.selector, _wallet));
        _add(caller, signature);
        assertEq(participants.participantOf(_wallet), 0);
    }
}
