// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { PlainToken } from "../tokens/PlainToken.sol";
import { ToldIssuer } from "./ToldIssuer.sol";

/// @notice What an issuer may do, and that it can do it to its own series alone.
contract IssuersTest is Base {
    ToldIssuer private _issuer;
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _issuer = new ToldIssuer(notes);
        vm.prank(registrar);
        notes.registerIssuer(address(_issuer));
        _id = _issuer.open(address(usd));
        usd.mint(address(_issuer), type(uint128).max);
    }

    function test_AnIssuerIsRegisteredOnceAndHasAnIndexOfItsOwn() external {
        assertEq(notes.issuerCount(), 2);
        (address issuer, bool paused) = notes.issuer(2);
        assertEq(issuer, address(_issuer));
        assertFalse(paused);
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(INotes.IssuerAlreadyRegistered.selector, address(_issuer)));
        notes.registerIssuer(address(_issuer));
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, 0, address(0)));
        notes.registerIssuer(address(0));
        vm.prank(guardian);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, uint256(9) << 240, address(0)));
        notes.setIssuerPaused(9, true);
    }

    function test_TheSeriesOfAnIssuerAreNumberedFromOneWithoutAGap() external {
        assertEq(_issuer.open(address(usd)), _id + 1);
        assertEq(_issuer.open(address(usd)), _id + 2);
        assertEq(uint80(_id), 1);
    }

    function test_RevertWhen_TheSeriesIsAnothersOrNone() external {
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, 0, address(this)));
        notes.openSeries(address(usd));
        uint256 loanId = requested(aRequest());
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, loanId, address(_issuer)));
        _issuer.release(loanId, eve, 1);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, loanId, address(_issuer)));
        _issuer.subscribe(loanId, alice, 1, 10);
        vm.expectRevert(abi.encodeWithSelector(INotes.NotIssuer.selector, loanId, address(_issuer)));
        _issuer.refund(loanId);
        vm.expectRevert(abi.encodeWithSelector(INotes.SeriesUnknown.selector, _id + 1));
        _issuer.subscribe(_id + 1, alice, 1, 10);
    }

    /// @dev Nobody asks whether an issuer has code: from one without, nothing arrives.
    function test_RevertWhen_TheIssuerHasNoCode() external {
        vm.prank(registrar);
        notes.registerIssuer(eve);
        vm.startPrank(eve);
        uint256 id = notes.openSeries(address(usd));
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(usd), 5, 0));
        notes.subscribe(id, eve, alice, 5, 0, 6, 10);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(usd), 5, 0));
        notes.collectAndPayIn(id, eve, INotes.CashKind.Repayment, 5, 0, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_ASubscriptionDoesNotFit() external {
        vm.expectRevert(INotes.AmountIsZero.selector);
        _issuer.subscribe(_id, alice, 0, 10);
        vm.expectRevert(abi.encodeWithSelector(INotes.CeilingExceeded.selector, _id, 0, 11, 10));
        _issuer.subscribe(_id, alice, 11, 10);
        uint256 tooMuch = 1 << 83;
        vm.expectRevert(abi.encodeWithSelector(INotes.AmountTooLarge.selector, tooMuch, tooMuch - 1));
        _issuer.subscribe(_id, dave, tooMuch, tooMuch);
        _issuer.keep(5);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(usd), 5, 0));
        _issuer.subscribe(_id, alice, 5, 10);
        _issuer.subscribe(_id, alice, 6, 10);
        assertEq(notes.balanceOf(alice, _id), 1);
    }

    function test_RevertWhen_NotesAreChangedAfterCashWasShared() external {
        _issuer.subscribe(_id, alice, 10, 100);
        _issuer.payIn(_id, 7);
        vm.expectRevert(abi.encodeWithSelector(INotes.SupplyIsFixed.selector, _id, 7));
        _issuer.subscribe(_id, alice, 10, 100);
        vm.expectRevert(abi.encodeWithSelector(INotes.EscrowInsufficient.selector, _id, 0, 10));
        _issuer.unsubscribe(_id, alice, 10);
    }

    function test_RevertWhen_EscrowIsExceeded() external {
        _issuer.subscribe(_id, alice, 10, 100);
        vm.expectRevert(abi.encodeWithSelector(INotes.EscrowInsufficient.selector, _id, 10, 11));
        _issuer.release(_id, eve, 11);
        vm.expectRevert(INotes.ReceiverIsZero.selector);
        _issuer.release(_id, address(0), 1);
        vm.expectRevert(INotes.AmountIsZero.selector);
        _issuer.release(_id, eve, 0);
        _issuer.release(_id, eve, 4);
        vm.expectRevert(abi.encodeWithSelector(INotes.EscrowInsufficient.selector, _id, 6, 7));
        _issuer.unsubscribe(_id, alice, 7);
        assertEq(_issuer.refund(_id), 6);
        assertEq(notes.claimable(_id, alice), 6);
        assertEq(_issuer.refund(_id), 0);
    }

    function test_RevertWhen_CashIsSharedThatWasNotCollected() external {
        _issuer.subscribe(_id, alice, 10, 100);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(usd), 5, 0));
        _issuer.payInWithout(_id, 0, 5);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(usd), 5, 4));
        _issuer.payInWithout(_id, 4, 5);
        vm.expectRevert(INotes.AmountIsZero.selector);
        _issuer.payInWithout(_id, 4, 0);
        uint256 empty = _issuer.open(address(usd));
        vm.expectRevert(abi.encodeWithSelector(INotes.NothingSubscribed.selector, empty, address(0)));
        _issuer.payIn(empty, 5);
        uint256 greatest = (1 << 88) - 1;
        _issuer.payIn(_id, greatest - 1);
        vm.expectRevert(abi.encodeWithSelector(INotes.AmountTooLarge.selector, 2, 1));
        _issuer.payIn(_id, 2);
    }

    function test_RevertWhen_ManyMakeNoSense() external {
        uint256[] memory ids = new uint256[](2);
        uint256[] memory amounts = new uint256[](2);
        (ids[0], ids[1]) = (_id, _issuer.open(address(new PlainToken("EUR", 6))));
        (amounts[0], amounts[1]) = (1, 1);
        vm.expectRevert(abi.encodeWithSelector(INotes.DifferentCurrencies.selector, ids[0], ids[1]));
        _issuer.subscribeMany(ids, amounts, dave);
        vm.expectRevert(abi.encodeWithSelector(INotes.LengthsDiffer.selector, 2, 1));
        _issuer.subscribeMany(ids, new uint256[](1), dave);
        vm.expectRevert(INotes.AmountIsZero.selector);
        _issuer.subscribeMany(new uint256[](0), new uint256[](0), dave);
        vm.expectRevert(abi.encodeWithSelector(INotes.TooManySeries.selector, 257, 256));
        _issuer.subscribeMany(new uint256[](257), new uint256[](257), dave);
        ids[1] = _id;
        _issuer.keep(1);
        vm.expectRevert(abi.encodeWithSelector(INotes.CashNotReceived.selector, address(usd), 2, 1));
        _issuer.subscribeMany(ids, amounts, dave);
        _issuer.keep(0);
        _issuer.subscribeMany(ids, amounts, dave);
        assertEq(notes.balanceOf(dave, _id), 2);
    }
}
