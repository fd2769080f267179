// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { ContractWallet } from "./ContractWallet.sol";
import { Signatures } from "./Signatures.sol";

/// @notice Alice's second wallet is a contract that understands ERC-1271.
contract ContractWalletTest is Signatures {
    ContractWallet private _wallet;
    uint256 private _ownerKey;
    address private _owner;

    function setUp() public override {
        super.setUp();
        (_owner, _ownerKey) = makeAddrAndKey("owner of the contract wallet");
        _wallet = new ContractWallet(_owner);
        provide(address(_wallet));
    }

    function test_ItJoinsByItsOwnersSignature() external {
        bytes memory signature = _signature();
        vm.expectEmit(address(participants));
        emit IParticipants.WalletAdded(aliceId, address(_wallet));
        vm.prank(alice);
        participants.addWallet(address(_wallet), block.timestamp, signature);
        assertEq(participants.participantOf(address(_wallet)), aliceId);
        assertEq(participants.requireActive(address(_wallet)), aliceId);
        assertEq(participants.walletsOf(aliceId).length, 2);
    }

    /// @dev Passkeys and many owners sign at other lengths than one key does.
    function testFuzz_TheWalletAloneJudgesTheSignature(bytes calldata signature) external {
        vm.assume(keccak256(signature) != keccak256(_signature()));
        _refused(signature);
        _wallet.setAnswer(ContractWallet.Answer.Yes);
        vm.prank(alice);
        participants.addWallet(address(_wallet), block.timestamp, signature);
        assertEq(participants.participantOf(address(_wallet)), aliceId);
    }

    function test_RevertWhen_ItSaysNo() external {
        _refusedAs(ContractWallet.Answer.No);
        _wallet.setAnswer(ContractWallet.Answer.Honest);
        (, uint256 stranger) = makeAddrAndKey("stranger");
        _refused(sign(stranger, addWalletDigest(aliceId, address(_wallet), block.timestamp)));
    }

    function test_RevertWhen_ItAnswersRubbish() external {
        _refusedAs(ContractWallet.Answer.Nothing);
        _refusedAs(ContractWallet.Answer.FourBytes);
        _refusedAs(ContractWallet.Answer.MagicAtTheWrongEnd);
        _refusedAs(ContractWallet.Answer.MagicWithDirt);
        _refusedAs(ContractWallet.Answer.OneMegabyte);
    }

    function test_RevertWhen_ItReverts() external {
        _refusedAs(ContractWallet.Answer.Reverts);
        _refusedAs(ContractWallet.Answer.RevertsWithMagic);
        _refusedAs(ContractWallet.Answer.Panics);
    }

    function test_RevertWhen_ItConsumesAllGas() external {
        _refusedAs(ContractWallet.Answer.ConsumesAllGas);
    }

    function test_RevertWhen_AContractCannotBeAskedAtAll() external {
        bytes memory signature = _signature();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletSignatureInvalid.selector, address(usd)));
        participants.addWallet(address(usd), block.timestamp, signature);
    }

    function test_WhatItAnswersLaterChangesNothing() external {
        _join();
        _wallet.setAnswer(ContractWallet.Answer.No);
        assertEq(participants.requireActive(address(_wallet)), aliceId);
    }

    function test_ItFundsAndClaimsLikeAnyWallet() external {
        _join();
        uint256 loanId = requested(aRequest());
        _act(address(loans), abi.encodeCall(loans.fund, (loanId, 2500 * ONE, address(_wallet))));
        (uint256 used,) = participants.usageOf(aliceId);
        assertEq(used, 2500);
        fund(carol, loanId, 7500 * ONE);
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
        vm.warp(loans.dueAt(loanId, 1));
        uint256 taken = repay(bob, loanId, 4000 * ONE);
        _act(address(notes), abi.encodeCall(notes.claim, (list(loanId), address(_wallet))));
        assertEq(usd.balanceOf(address(_wallet)), 997_500 * ONE + taken / 4);
        _act(address(notes), abi.encodeCall(notes.transfer, (alice, loanId, 2500 * ONE)));
        assertEq(notes.balanceOf(alice, loanId), 2500 * ONE);
    }

    function test_ItTakesItsMoneyBackWithinTheReflectionPeriod() external {
        _join();
        uint256 loanId = requested(aRequest());
        _act(address(loans), abi.encodeCall(loans.fund, (loanId, 2500 * ONE, address(_wallet))));
        _act(address(loans), abi.encodeCall(loans.withdraw, (loanId, 2500 * ONE)));
        assertEq(usd.balanceOf(address(_wallet)), 1_000_000 * ONE);
        (uint256 used,) = participants.usageOf(aliceId);
        assertEq(used, 0);
    }

    /// @dev ERC-2612 recovers a key, and a contract has none: its owner's permit says nothing, the allowance decides.
    function test_APermitItsOwnerSignsNeitherHelpsNorHurts() external {
        _join();
        uint256 loanId = requested(aRequest());
        bytes memory call = _fundWithPermit(loanId);
        _act(address(loans), call);
        assertEq(notes.balanceOf(address(_wallet), loanId), 100 * ONE);
        assertEq(usd.allowance(address(_wallet), address(loans)), type(uint256).max);
        _act(address(usd), abi.encodeCall(usd.approve, (address(loans), 0)));
        vm.prank(_owner);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        _wallet.act(address(loans), call);
    }

    function test_ItBorrowsDrawsAndRepays() external {
        vm.prank(verifier);
        uint32 id = participants.register(address(_wallet), someClaims(0));
        bytes memory answer = _act(address(loans), abi.encodeCall(loans.request, (aRequest())));
        uint256 loanId = abi.decode(answer, (uint256));
        assertEq(loans.loan(loanId).borrowerId, id);
        fund(alice, loanId, 10_000 * ONE);
        vm.warp(loans.drawableFrom(loanId));
        _act(address(loans), abi.encodeCall(loans.draw, (loanId)));
        assertEq(usd.balanceOf(address(_wallet)), 1_009_850 * ONE);
        _act(address(loans), abi.encodeCall(loans.payOff, (loanId, 11_000 * ONE)));
        assertEq(loans.liveLoansOf(id).length, 0);
    }

    function test_ItsCashIsHeldWhileItsParticipantIsFrozen() external {
        _join();
        uint256 loanId = requested(aRequest());
        _act(address(loans), abi.encodeCall(loans.fund, (loanId, 2500 * ONE, address(_wallet))));
        vm.prank(bob);
        loans.cancel(loanId);
        freeze(alice);
        notes.flagNotes(address(_wallet), list(loanId));
        vm.expectEmit(address(notes));
        emit INotes.CashHeld(address(usd), address(_wallet), 2500 * ONE);
        claim(address(_wallet), loanId);
        assertEq(notes.heldCash(address(usd), address(_wallet)), 2500 * ONE);
    }

    function test_ItRemainsWhenTheFirstWalletLeaves() external {
        _join();
        _act(address(participants), abi.encodeCall(participants.removeWallet, (alice)));
        assertEq(participants.requireActive(address(_wallet)), aliceId);
        assertEq(participants.participantOf(alice), 0);
    }

    function _join() private {
        bytes memory signature = _signature();
        vm.prank(alice);
        participants.addWallet(address(_wallet), block.timestamp, signature);
    }

    function _signature() private view returns (bytes memory) {
        return sign(_ownerKey, addWalletDigest(aliceId, address(_wallet), block.timestamp));
    }

    function _act(address target, bytes memory data) private returns (bytes memory) {
        vm.prank(_owner);
        return _wallet.act(target, data);
    }

    function _fundWithPermit(uint256 loanId) private view returns (bytes memory) {
        Permit memory permit = Permit(address(_wallet), address(loans), 100 * ONE, 0, block.timestamp);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_ownerKey, permitDigest(address(usd), permit));
        return abi.encodeCall(
            loans.fundWithPermit, (loanId, 100 * ONE, address(_wallet), 100 * ONE, block.timestamp, v, r, s)
        );
    }

    function _refusedAs(ContractWallet.Answer answer) private {
        _wallet.setAnswer(answer);
        _refused(_signature());
    }

    /// @dev With a million of gas, as a wallet would send: a wallet that burns its part leaves enough to be told why.
    function _refused(bytes memory signature) private {
        vm.prank(alice);
        (bool ok, bytes memory reason) = address(participants).call{ gas: 1_000_000 }(
            abi.encodeCall(participants.addWallet, (address(_wallet), block.timestamp, signature))
        );
        assertFalse(ok);
        assertEq(
            reason, abi.encodeWithSelector(IParticipants.WalletSignatureInvalid.selector, address(_wallet))
        );
        assertEq(participants.participantOf(address(_wallet)), 0);
    }
}
