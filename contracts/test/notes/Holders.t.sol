// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { PlainToken } from "../tokens/PlainToken.sol";

/// @notice What holders do with their notes and their cash.
contract HoldersTest is Base {
    uint256 private constant A = 3_400_221_115;
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _id = drawn(aRequest());
    }

    function test_ClaimPaysTheHolderWhoeverCalls() external {
        _repay();
        vm.expectEmit(address(notes));
        emit INotes.Claimed(_id, alice, A / 4);
        vm.prank(eve);
        notes.claim(list(_id), alice);
        assertEq(usd.balanceOf(alice), 997_500 * ONE + A / 4);
        INotes.Holding memory holding = notes.holding(_id, alice);
        assertEq(holding.paidInSeen, A);
        // A quarter of a unit is three quarters short of one: it stays, over the supply.
        assertEq(holding.remainder, (A % 4) * 2500 * ONE);
        assertEq(holding.subscribedAt, 0);
        notes.claim(list(_id), alice);
        assertEq(usd.balanceOf(alice), 997_500 * ONE + A / 4);
    }

    function test_RevertWhen_TooManyAreClaimed() external {
        vm.expectRevert(abi.encodeWithSelector(INotes.TooManySeries.selector, 257, 256));
        notes.claim(new uint256[](257), alice);
    }

    function test_TransferPaysBothSidesFirst() external {
        _repay();
        vm.prank(alice);
        notes.transfer(carol, _id, 2500 * ONE);
        assertEq(usd.balanceOf(alice), 997_500 * ONE + A / 4);
        assertEq(usd.balanceOf(carol), 992_500 * ONE + (3 * A) / 4);
        assertEq(notes.balanceOf(carol, _id), 10_000 * ONE);
        assertEq(notes.claimable(_id, alice), 0);
        _repay();
        assertEq(notes.claimable(_id, carol), A);
        // The fraction alice kept is hers still.
        assertEq(notes.holding(_id, alice).remainder, (A % 4) * 2500 * ONE);
    }

    function test_ATransferToOneselfChangesNothing() external {
        vm.prank(alice);
        notes.transfer(alice, _id, 2500 * ONE);
        assertEq(notes.balanceOf(alice, _id), 2500 * ONE);
    }

    function test_OperatorsAndAllowances() external {
        vm.prank(alice);
        notes.approve(eve, _id, 100);
        vm.startPrank(eve);
        notes.transferFrom(alice, dave, _id, 60);
        assertEq(notes.allowance(alice, eve, _id), 40);
        vm.expectRevert(
            abi.encodeWithSelector(INotes.AllowanceInsufficient.selector, alice, eve, _id, 40, 41)
        );
        notes.transferFrom(alice, dave, _id, 41);
        vm.stopPrank();
        vm.prank(alice);
        notes.setOperator(eve, true);
        vm.startPrank(eve);
        notes.transferFrom(alice, dave, _id, 500);
        assertEq(notes.allowance(alice, eve, _id), 40);
        assertEq(notes.balanceOf(dave, _id), 560);
        vm.expectRevert(
            abi.encodeWithSelector(
                INotes.BalanceInsufficient.selector, alice, _id, 2500 * ONE - 560, 2500 * ONE
            )
        );
        notes.transferFrom(alice, dave, _id, 2500 * ONE);
    }

    function test_RevertWhen_TheReceiverMayNotHold() external {
        vm.startPrank(alice);
        vm.expectRevert(INotes.ReceiverIsZero.selector);
        notes.transfer(address(0), _id, 1);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, eve));
        notes.transfer(eve, _id, 1);
        vm.stopPrank();
        freeze(alice);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, aliceId));
        notes.transfer(dave, _id, 1);
    }

    function test_AFrozenHoldersCashStaysTheirs() external {
        _repay();
        freeze(alice, _id);
        assertTrue(notes.isFrozen(alice));
        vm.expectEmit(address(notes));
        emit INotes.CashHeld(address(usd), alice, A / 4);
        claim(alice, _id);
        assertEq(notes.heldCash(address(usd), alice), A / 4);
        vm.expectRevert(abi.encodeWithSelector(INotes.AccountFrozen.selector, alice));
        notes.payHeldCash(address(usd), alice);
        vm.prank(verifier);
        participants.unfreeze(aliceId, "");
        notes.payHeldCash(address(usd), alice);
        assertEq(usd.balanceOf(alice), 997_500 * ONE + A / 4);
        vm.expectRevert(abi.encodeWithSelector(INotes.NothingHeld.selector, address(usd), alice));
        notes.payHeldCash(address(usd), alice);
    }

    function test_RunsOfCurrenciesArePaidApart() external {
        PlainToken eur = new PlainToken("EUR", 6);
        usd = eur;
        productId = addProduct(aProduct());
        provide(alice);
        provide(carol);
        provide(bob);
        uint256 other = drawn(aRequest());
        vm.warp(loans.dueAt(other, 1));
        repay(bob, other, A);
        repay(bob, _id, A);
        uint256[] memory ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (_id, other, _id);
        notes.claim(ids, alice);
        assertEq(eur.balanceOf(alice), 997_500 * ONE + A / 4);
        assertEq(notes.claimable(_id, alice), 0);
    }

    function test_Metadata() external view {
        assertEq(notes.name(_id), "Hurong note 1-1 in USD");
        assertEq(notes.symbol(_id), "HR1-1");
        assertEq(notes.decimals(_id), 6);
        assertTrue(notes.supportsInterface(0x0f632fb3));
        assertTrue(notes.supportsInterface(0x01ffc9a7));
        assertFalse(notes.supportsInterface(0xffffffff));
        // {"name":"Hurong note 1-1 in USD","symbol":"HR1-1","decimals":6}
        assertEq(
            notes.tokenURI(_id),
            "data:application/json;base64,eyJuYW1lIjoiSHVyb25nIG5vdGUgMS0xIGluIFVTRCIsInN5bWJvbCI6IkhSMS0xIiwiZGVjaW1hbHMiOjZ9"
        );
        assertGt(bytes(notes.contractURI()).length, 29);
    }

    function _repay() private {
        vm.warp(loans.dueAt(_id, loans.loan(_id).position.nextInstalment));
        repay(bob, _id, A);
    }
}
