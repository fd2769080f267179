// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";
import { ToldIssuer } from "./ToldIssuer.sol";

/// @notice A series id tells its issuer, its currency and its number, and each issuer numbers its own series.
contract IdsTest is Base {
    ToldIssuer private _issuer;

    function setUp() public override {
        super.setUp();
        _issuer = new ToldIssuer(notes);
        vm.prank(registrar);
        notes.registerIssuer(address(_issuer));
    }

    function testFuzz_AnIdTellsItsParts(uint16 index, address currency, uint80 number) external pure {
        uint256 id = SeriesId.encode(index, currency, number);
        assertEq(SeriesId.issuerIndexOf(id), index);
        assertEq(SeriesId.currencyOf(id), currency);
        assertEq(SeriesId.numberOf(id), number);
    }

    function test_EachIssuerNumbersItsOwnSeriesFromOne() external {
        assertEq(SeriesId.numberOf(requested(aRequest())), 1);
        uint256 first = _issuer.open(address(usd));
        uint256 second = _issuer.open(address(usd));
        assertEq(first, SeriesId.encode(2, address(usd), 1));
        assertEq(second, SeriesId.encode(2, address(usd), 2));
        assertEq(SeriesId.numberOf(requested(aRequest())), 2);
    }

    function test_RevertWhen_TheNumberWasNotGivenYetOrIsZero() external {
        _issuer.open(address(usd));
        uint256 zeroth = SeriesId.encode(2, address(usd), 0);
        vm.expectRevert(abi.encodeWithSelector(INotes.SeriesUnknown.selector, zeroth));
        _issuer.subscribe(zeroth, dave, 1, 10);
        uint256 next = SeriesId.encode(2, address(usd), 2);
        vm.expectRevert(abi.encodeWithSelector(INotes.SeriesUnknown.selector, next));
        _issuer.release(next, eve, 1);
    }

    function test_RevertWhen_TheIssuerIsPausedButOldBusinessGoesOn() external {
        uint256 id = _issuer.open(address(usd));
        usd.mint(address(_issuer), 1000);
        _issuer.subscribe(id, dave, 100, 1000);
        vm.prank(guardian);
        notes.setIssuerPaused(2, true);
        vm.expectRevert(abi.encodeWithSelector(INotes.IssuerIsPaused.selector, 2));
        _issuer.subscribe(id, dave, 1, 1000);
        uint256[] memory ones = list(1);
        vm.expectRevert(abi.encodeWithSelector(INotes.IssuerIsPaused.selector, 2));
        _issuer.subscribeMany(list(id), ones, dave);
        vm.expectRevert(abi.encodeWithSelector(INotes.IssuerIsPaused.selector, 2));
        _issuer.open(address(usd));
        (, bool paused) = notes.issuer(2);
        assertTrue(paused);
        _issuer.unsubscribe(id, dave, 10);
        _issuer.release(id, eve, 20);
        _issuer.payIn(id, 30);
        assertEq(_issuer.refund(id), 70);
        notes.claim(list(id), dave);
        assertEq(usd.balanceOf(dave), 1_000_000 * ONE + 110);
    }
}
