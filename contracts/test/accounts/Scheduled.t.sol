// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { Accounts } from "./Accounts.sol";

/// @notice Announced with one factor, done by anybody after the delay unless a factor takes it back.
contract ScheduledTest is Accounts {
    bytes private _data;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _data = abi.encode(payment(shop, 5000 * ONE));
        _id = account.scheduledId(_data, 0);
    }

    function test_AnybodyHasThemDoneAfterTheDelay() external {
        uint256 readyAt = block.timestamp + DELAY;
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CallsScheduled(_id, readyAt, readyAt + 30 days, _data, 0);
        scheduled(payment(shop, 5000 * ONE));
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ScheduledTooEarly.selector, _id, readyAt));
        account.executeScheduled(_data, 0);
        vm.warp(readyAt);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.ScheduledCallsExecuted(_id, eve);
        vm.prank(eve);
        account.executeScheduled(_data, 0);
        assertEq(usd.balanceOf(shop), 5000 * ONE);
        (uint256 used,) = account.spentOf(address(usd));
        assertEq(used, 0);
    }

    function test_RevertWhen_TheyAreMadeTwice() external {
        scheduled(payment(shop, 5000 * ONE));
        vm.warp(block.timestamp + DELAY);
        account.executeScheduled(_data, 0);
        _notScheduled(_data);
    }

    function test_RevertWhen_OtherCallsAreMade() external {
        scheduled(payment(shop, 5000 * ONE));
        vm.warp(block.timestamp + DELAY);
        _notScheduled(abi.encode(payment(eve, 5000 * ONE)));
    }

    function test_TheyExpire() external {
        scheduled(payment(shop, 5000 * ONE));
        (, uint256 expiresAt) = account.scheduled(_id);
        assertEq(expiresAt, block.timestamp + DELAY + 30 days);
        vm.warp(expiresAt);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ScheduleExpired.selector, _id, expiresAt));
        account.executeScheduled(_data, 0);
        // Announced again the delay begins anew.
        scheduled(payment(shop, 5000 * ONE));
        vm.expectPartialRevert(IPasskeyAccount.ScheduledTooEarly.selector);
        account.executeScheduled(_data, 0);
    }

    function test_RevertWhen_TheyAreAnnouncedTwice() external {
        scheduled(payment(shop, 5000 * ONE));
        (uint256 readyAt,) = account.scheduled(_id);
        fails(
            signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.schedule, (_data, 0)))), phone),
            abi.encodeWithSelector(IPasskeyAccount.AlreadyScheduled.selector, _id, readyAt)
        );
        done(signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.schedule, (_data, "2")))), phone));
    }

    function test_AnyFactorTakesThemBack() external {
        scheduled(payment(shop, 5000 * ONE));
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CallsCancelled(_id);
        done(signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.cancel, (_id)))), laptop));
        vm.warp(block.timestamp + DELAY);
        _notScheduled(_data);
    }

    function test_RevertWhen_WhatIsNotAnnouncedIsTakenBack() external {
        fails(
            signed(oneFactor(toSelf(abi.encodeCall(IPasskeyAccount.cancel, (_id)))), laptop),
            abi.encodeWithSelector(IPasskeyAccount.NotScheduled.selector, _id)
        );
    }

    /// @dev A co-signer alone announces nothing and takes nothing back, so the wait goes on without them.
    function test_TheCoSignerCannotStandInTheWay() external {
        scheduled(payment(shop, 5000 * ONE));
        bytes memory cancel = abi.encodeCall(IPasskeyAccount.cancel, (_id));
        PackedUserOperation memory op = oneFactor(toSelf(cancel));
        op.signature = signatures(abi.encodePacked(coSigner), sign(coSignerKey, hashOf(op)));
        invalid(op);
        vm.warp(block.timestamp + DELAY);
        account.executeScheduled(_data, 0);
    }

    function test_TheCoSignerIsRemovedByTwoPasskeysOrAfterTheDelay() external {
        IPasskeyAccount.SignerSet memory next;
        next.signers = one(phone.signer);
        next.weights = new uint64[](1);
        next.weights[0] = 2;
        (next.threshold, next.secondThreshold) = (2, 3);
        bytes memory change = abi.encodeCall(IPasskeyAccount.changeSigners, (next));
        fails(
            signed(oneFactor(toSelf(change)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.changeSigners.selector
            )
        );
        (bytes memory data,) = scheduled(toSelf(change));
        vm.warp(block.timestamp + DELAY);
        account.executeScheduled(data, 0);
        invalid(signedWithCoSigner(bothFactors(payment(shop, ONE)), phone));
        done(signed(oneFactor(payment(shop, ONE)), phone));
        // Nobody reaches both now, but what is announced is done.
        scheduled(payment(shop, 5000 * ONE));
        vm.warp(block.timestamp + DELAY);
        account.executeScheduled(_data, 0);
    }

    /// @dev Whoever stole a passkey loses what they announced when it is replaced.
    function test_ReplacingTheSignersVoidsWhatWasAnnounced() external {
        scheduled(payment(shop, 5000 * ONE));
        IPasskeyAccount.SignerSet memory next = signerSet(stranger.signer, laptop.signer);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.SignersChanged(next);
        done(
            signed(bothFactors(toSelf(abi.encodeCall(IPasskeyAccount.changeSigners, (next)))), phone, laptop)
        );
        assertEq(abi.encode(account.signerSet()), abi.encode(next));
        vm.warp(block.timestamp + DELAY);
        _notScheduled(_data);
        invalid(signed(oneFactor(payment(shop, ONE)), phone));
        done(signed(oneFactor(payment(shop, ONE)), stranger));
    }

    function test_RevertWhen_ACallAmongThemFails() external {
        bytes memory data = abi.encode(payment(shop, 10_001 * ONE));
        scheduled(payment(shop, 10_001 * ONE));
        vm.warp(block.timestamp + DELAY);
        vm.expectRevert();
        account.executeScheduled(data, 0);
        // With the money there it is done.
        usd.mint(address(account), ONE);
        account.executeScheduled(data, 0);
    }

    function test_RevertWhen_ItIsStarved() external {
        scheduled(payment(shop, 5000 * ONE));
        vm.warp(block.timestamp + DELAY);
        for (uint256 gas_ = 30_000; gas_ < 90_000; gas_ += 10_000) {
            (bool ok,) = address(account).call{ gas: gas_ }(
                abi.encodeCall(IPasskeyAccount.executeScheduled, (_data, 0))
            );
            (uint256 readyAt,) = account.scheduled(_id);
            assertEq(ok, readyAt == 0);
            assertEq(usd.balanceOf(shop), ok ? 5000 * ONE : 0);
            if (ok) return;
        }
        account.executeScheduled(_data, 0);
    }

    function _notScheduled(bytes memory data) private {
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.NotScheduled.selector, account.scheduledId(data, 0))
        );
        account.executeScheduled(data, 0);
    }
}
