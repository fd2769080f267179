// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { ToldIssuer } from "./ToldIssuer.sol";

/// @notice What comes back of a raise that failed counts no longer over 12 months, however it comes back; what comes back of one that did
/// not fail counts on.
contract FailedRaiseTest is Base {
    ToldIssuer private _issuer;
    uint256 private _id;

    /// @dev Alice funds 600, carol 300.
    function setUp() public override {
        super.setUp();
        _issuer = new ToldIssuer(notes);
        vm.prank(registrar);
        notes.registerIssuer(address(_issuer));
        usd.mint(address(_issuer), 900 * ONE);
        _id = _issuer.open(address(usd));
        _issuer.subscribe(_id, alice, 600 * ONE, 900 * ONE);
        _issuer.subscribe(_id, carol, 300 * ONE, 900 * ONE);
    }

    function test_ATransferAfterAFailedRaiseGivesBothSidesTheirCountBack() external {
        _issuer.refund(_id);
        assertEq(_used(alice), 600);
        assertEq(_used(carol), 300);
        vm.prank(alice);
        notes.transfer(carol, _id, 200 * ONE);
        assertEq(_used(alice), 0);
        assertEq(_used(carol), 0);
        assertEq(usd.balanceOf(alice), 1_000_600 * ONE);
        assertEq(usd.balanceOf(carol), 1_000_300 * ONE);
        // Once: nothing more comes back with the notes.
        claim(alice, _id);
        claim(carol, _id);
        assertEq(usd.balanceOf(address(notes)), 0);
    }

    function test_ARaiseOfWhichAPartWasPaidOutCountsOnWhenTheRestComesBack() external {
        _issuer.release(_id, eve, 90 * ONE);
        assertEq(_issuer.refund(_id), 810 * ONE);
        assertEq(notes.series(_id).released, 900 * ONE);
        claim(alice, _id);
        assertEq(usd.balanceOf(alice), 1_000_540 * ONE);
        assertEq(_used(alice), 600);
        vm.prank(carol);
        notes.transfer(alice, _id, 300 * ONE);
        assertEq(usd.balanceOf(carol), 1_000_270 * ONE);
        assertEq(_used(carol), 300);
    }

    function _used(address wallet) private view returns (uint256 used) {
        (used,) = participants.usageOf(participants.participantOf(wallet));
    }
}
