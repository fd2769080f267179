// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "../Base.t.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";

/// @notice Who may move notes for somebody else, by ERC-6909.
contract AllowancesTest is Base {
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _id = requested(aRequest());
        fund(alice, _id, 2500 * ONE);
    }

    function test_AnInfiniteAllowanceIsNotUsedUp() external {
        vm.prank(alice);
        notes.approve(eve, _id, type(uint256).max);
        vm.prank(eve);
        notes.transferFrom(alice, dave, _id, 60);
        assertEq(notes.allowance(alice, eve, _id), type(uint256).max);
    }

    function test_AnOwnerNeedsNoAllowance() external {
        vm.prank(alice);
        notes.transferFrom(alice, dave, _id, 60);
        assertEq(notes.balanceOf(dave, _id), 60);
    }

    function test_AnApprovalReplacesTheOneBefore() external {
        vm.startPrank(alice);
        notes.approve(eve, _id, 100);
        notes.approve(eve, _id, 0);
        vm.stopPrank();
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(INotes.AllowanceInsufficient.selector, alice, eve, _id, 0, 1));
        notes.transferFrom(alice, dave, _id, 1);
    }

    function test_AnAllowanceIsForOneSeries() external {
        uint256 other = requested(aRequest());
        fund(alice, other, 100 * ONE);
        vm.prank(alice);
        notes.approve(eve, _id, 100);
        vm.prank(eve);
        vm.expectRevert(
            abi.encodeWithSelector(INotes.AllowanceInsufficient.selector, alice, eve, other, 0, 1)
        );
        notes.transferFrom(alice, dave, other, 1);
    }

    function test_RevertWhen_AnOperatorWasDismissed() external {
        vm.startPrank(alice);
        notes.setOperator(eve, true);
        notes.setOperator(eve, false);
        vm.stopPrank();
        assertFalse(notes.isOperator(alice, eve));
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(INotes.AllowanceInsufficient.selector, alice, eve, _id, 0, 1));
        notes.transferFrom(alice, dave, _id, 1);
    }

    function test_RevertWhen_AnOperatorMovesNotesToWhoMayNotHoldThem() external {
        vm.prank(alice);
        notes.setOperator(eve, true);
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(IParticipants.WalletUnknown.selector, eve));
        notes.transferFrom(alice, eve, _id, 1);
    }

    function test_ATransferOfNothingChangesNothing() external {
        vm.prank(dave);
        notes.transfer(alice, _id, 0);
        assertEq(notes.balanceOf(alice, _id), 2500 * ONE);
        assertEq(notes.holding(_id, alice).subscribedAt, block.timestamp);
    }

    /// @dev The right to take a subscription back is the subscriber's; who buys the notes has none.
    function test_RevertWhen_ABuyerTakesBackWhatTheyDidNotFund() external {
        vm.prank(alice);
        notes.transfer(dave, _id, 100 * ONE);
        vm.prank(dave);
        vm.expectRevert(abi.encodeWithSelector(INotes.NothingSubscribed.selector, _id, dave));
        loans.withdraw(_id, 100 * ONE);
        vm.prank(alice);
        loans.withdraw(_id, 2400 * ONE);
        assertEq(notes.totalSupply(_id), 100 * ONE);
    }
}
