// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { Base } from "../Base.t.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { BlacklistToken } from "../tokens/BlacklistToken.sol";
import { FalseToken } from "../tokens/FalseToken.sol";
import { FeeToken } from "../tokens/FeeToken.sol";
import { IdleToken } from "../tokens/IdleToken.sol";
import { PlainToken } from "../tokens/PlainToken.sol";
import { ReentrantToken } from "../tokens/ReentrantToken.sol";
import { RevertingToken } from "../tokens/RevertingToken.sol";
import { ToldIssuer } from "./ToldIssuer.sol";

/// @notice How cash comes in, goes out or stays, in currencies that do not behave. Dave holds 60 notes, carol 40.
contract CashTest is Base {
    ToldIssuer private _issuer;
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _issuer = new ToldIssuer(notes);
        vm.prank(registrar);
        notes.registerIssuer(address(_issuer));
    }

    function test_AGiftOnTheWayBelongsToNobody() external {
        _open(usd);
        _issuer.add(7);
        _issuer.subscribe(_id, dave, 10, 1000);
        assertEq(notes.balanceOf(dave, _id), 70);
        assertEq(usd.balanceOf(address(notes)), 117);
        _issuer.payIn(_id, 110);
        assertEq(notes.series(_id).paidIn, 110);
        assertEq(notes.claimable(_id, dave), 70);
    }

    function test_RevertWhen_NothingArrives() external {
        IdleToken idle = new IdleToken(6);
        _open(idle);
        vm.expectRevert(INotes.AmountIsZero.selector);
        _issuer.collectCash(_id, 0);
        _issuer.keep(5);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(idle), 5, 0));
        _issuer.collectCash(_id, 5);
    }

    function test_RevertWhen_ALenderPaysInACurrencyThatOnlySaysItMoved() external {
        IdleToken idle = new IdleToken(6);
        usd = idle;
        productId = addProduct(aProduct());
        provide(alice);
        uint256 loanId = requested(aRequest());
        idle.arm(true);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(idle), 100 * ONE, 0));
        loans.fund(loanId, 100 * ONE, alice);
    }

    function test_AsManyNotesAsCashArrived() external {
        FeeToken charging = new FeeToken(6);
        _open(charging);
        charging.arm(true);
        _issuer.subscribe(_id, dave, 200, 1000);
        assertEq(notes.balanceOf(dave, _id), 60 + 198);
        assertEq(charging.balanceOf(address(notes)), notes.totalSupply(_id));
    }

    function test_EscrowForAPayeeWhoCannotReceiveIsHeldForThem() external {
        BlacklistToken token = new BlacklistToken(6);
        _open(token);
        token.list(eve, true);
        vm.expectEmit(address(notes));
        emit INotes.CashHeld(address(token), eve, 30);
        _issuer.release(_id, eve, 30);
        _issuer.release(_id, eve, 5);
        assertEq(notes.heldCash(address(token), eve), 35);
        assertEq(notes.series(_id).released, 35);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        notes.payHeldCash(address(token), eve);
        assertEq(notes.heldCash(address(token), eve), 35);
        token.list(eve, false);
        vm.prank(bob);
        notes.payHeldCash(address(token), eve);
        assertEq(token.balanceOf(eve), 35);
        assertEq(notes.heldCash(address(token), eve), 0);
    }

    function test_EscrowInACurrencyThatRevertsIsHeld() external {
        RevertingToken token = new RevertingToken(6);
        _open(token);
        token.arm(true);
        _issuer.release(_id, eve, 30);
        assertEq(notes.heldCash(address(token), eve), 30);
    }

    function test_EscrowThatLeftIsNotHeldThoughTheCurrencySaysItDidNot() external {
        FalseToken token = new FalseToken(6, true);
        _open(token);
        token.arm(true);
        _issuer.release(_id, eve, 30);
        assertEq(token.balanceOf(eve), 30);
        assertEq(notes.heldCash(address(token), eve), 0);
    }

    function test_EscrowThatStayedIsHeldWhole() external {
        FalseToken token = new FalseToken(6, false);
        _open(token);
        token.arm(true);
        _issuer.release(_id, eve, 30);
        assertEq(notes.heldCash(address(token), eve), 30);
    }

    function test_RevertWhen_AHolderWhoCannotReceiveClaims() external {
        BlacklistToken token = new BlacklistToken(6);
        _open(token);
        _issuer.payIn(_id, 100);
        token.list(dave, true);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        notes.claim(list(_id), dave);
        assertEq(notes.claimable(_id, dave), 60);
        notes.claim(list(_id), carol);
        assertEq(token.balanceOf(carol), 40);
    }

    function test_ATransferHoldsTheCashOfASideThatCannotReceive() external {
        BlacklistToken token = new BlacklistToken(6);
        _open(token);
        _issuer.payIn(_id, 100);
        token.list(dave, true);
        vm.prank(dave);
        notes.transfer(carol, _id, 60);
        assertEq(notes.heldCash(address(token), dave), 60);
        assertEq(token.balanceOf(carol), 40);
        token.list(carol, true);
        _issuer.payIn(_id, 100);
        vm.prank(carol);
        notes.transfer(dave, _id, 100);
        assertEq(notes.heldCash(address(token), carol), 100);
        assertEq(notes.heldCash(address(token), dave), 60);
    }

    function test_WhatAFrozenHolderTakesBackIsHeld() external {
        _open(usd);
        freeze(dave);
        _issuer.unsubscribe(_id, dave, 60);
        assertEq(notes.heldCash(address(usd), dave), 60);
        assertEq(notes.balanceOf(dave, _id), 0);
    }

    function test_NobodyComesInAgainWhileCashMoves() external {
        ReentrantToken token = new ReentrantToken(6);
        _open(token);
        _issuer.payIn(_id, 100);
        ReentrantToken.Attack[] memory attacks = new ReentrantToken.Attack[](3);
        attacks[0] = ReentrantToken.Attack(address(notes), abi.encodeCall(notes.claim, (list(_id), dave)));
        attacks[1] =
            ReentrantToken.Attack(address(notes), abi.encodeCall(notes.transferFrom, (dave, carol, _id, 1)));
        attacks[2] =
            ReentrantToken.Attack(address(notes), abi.encodeCall(notes.payHeldCash, (address(token), dave)));
        token.arm(attacks);
        vm.prank(dave);
        notes.setOperator(address(token), true);
        notes.claim(list(_id), dave);
        assertEq(token.balanceOf(dave), 60);
        for (uint256 i; i < attacks.length; ++i) {
            assertEq(token.tried(bytes4(attacks[i].data)), 2);
            assertEq(token.succeeded(bytes4(attacks[i].data)), 0);
        }
    }

    function test_NobodyComesInAgainWhateverMovesCash() external {
        ReentrantToken token = new ReentrantToken(6);
        _open(token);
        ReentrantToken.Attack[] memory attacks = new ReentrantToken.Attack[](1);
        // It would go through by itself, though there is nothing to claim yet.
        attacks[0] = ReentrantToken.Attack(address(notes), abi.encodeCall(notes.claim, (list(_id), dave)));
        token.arm(attacks);
        _issuer.subscribe(_id, dave, 10, 1000);
        _requireRefused(token, 1);
        _issuer.subscribeMany(list(_id), list(10), dave);
        _requireRefused(token, 2);
        _issuer.unsubscribe(_id, dave, 5);
        _requireRefused(token, 3);
        _issuer.release(_id, eve, 100);
        _requireRefused(token, 4);
        _issuer.collectCash(_id, 7);
        _requireRefused(token, 5);
        freeze(dave);
        _issuer.unsubscribe(_id, dave, 5);
        uint32 daveId = participants.participantOf(dave);
        vm.prank(verifier);
        participants.unfreeze(daveId, "");
        notes.payHeldCash(address(token), dave);
        _requireRefused(token, 6);
    }

    /// @dev Claiming was tried before and after each transfer, and never went through.
    function _requireRefused(ReentrantToken token, uint256 transfers) private view {
        assertEq(token.tried(INotes.claim.selector), 2 * transfers);
        assertEq(token.succeeded(INotes.claim.selector), 0);
    }

    function _open(PlainToken token) private {
        token.mint(address(_issuer), 1_000_000);
        _id = _issuer.open(address(token));
        _issuer.subscribe(_id, dave, 60, 1000);
        _issuer.subscribe(_id, carol, 40, 1000);
    }
}
