// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { ToldIssuer } from "../notes/ToldIssuer.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice The cap over twelve months against a plain list of what alice funded under a cap and when. `Notes` counts whole units in
/// periods of 91.5 days; a list knows every second and every base unit. What counts is never less than what was funded in the last
/// 365 days and still stands, and never more than all of the last five periods, which are 457.5 days at most.
contract TwelveMonthsTest is Signatures {
    uint16 private constant POLICY = 2;
    uint256 private constant GREATEST_DAYS = 458;

    struct Entry {
        uint256 id;
        uint256 time;
        uint256 units;
        uint256 standing;
    }

    ToldIssuer private _issuer;
    Entry[] private _list;
    uint256[] private _ids;
    address[] private _wallets;
    /// @dev 0 while alice's policy sets no cap.
    uint256 private _cap;

    function setUp() public override {
        super.setUp();
        _issuer = new ToldIssuer(notes);
        vm.prank(registrar);
        notes.registerIssuer(address(_issuer));
        usd.mint(address(_issuer), type(uint64).max);
        (address second, uint256 key) = makeAddrAndKey("alice's second wallet");
        bytes memory signature = sign(key, addWalletDigest(aliceId, second, block.timestamp));
        vm.prank(alice);
        participants.addWallet(second, block.timestamp, signature);
        (_wallets, _ids) = (new address[](2), new uint256[](0));
        (_wallets[0], _wallets[1]) = (alice, second);
        _setCap(1000);
        vm.prank(verifier);
        participants.setClaims(aliceId, someClaims(POLICY));
    }

    /// @dev One subscription a series, in whole units: here the count is exact, to the period.
    function testFuzz_EveryWholeUnitCountsInItsPeriodAndTheFourAfterItUntilItIsTakenBack(uint256[24] calldata seeds)
        external
    {
        for (uint256 i; i < seeds.length; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(seeds[i])));
            vm.warp(block.timestamp + (seed >> 8) % 100 days);
            if (seed % 3 != 0 || _list.length == 0) {
                _ids.push(_issuer.open(address(usd)));
                _fund(_ids[_ids.length - 1], alice, (1 + (seed >> 40) % 300) * ONE);
            } else {
                Entry memory entry = _list[(seed >> 40) % _list.length];
                if (entry.standing != 0) {
                    _withdraw(entry.id, alice, (1 + (seed >> 80) % (entry.standing / ONE)) * ONE);
                }
            }
            uint256 expected;
            for (uint256 j; j < _list.length; ++j) {
                if (_period(_list[j].time) + 4 >= _period(block.timestamp)) {
                    expected += _list[j].standing / ONE;
                }
            }
            assertEq(_used(), expected);
        }
    }

    /// @dev Any amounts, several subscriptions a series, two wallets, notes bought and sold, caps changed, taken away and given back.
    function testFuzz_WhatWasFundedIn365DaysAndStandsNeverPassesTheCap(uint256[40] calldata seeds) external {
        for (uint256 i; i < 3; ++i) {
            _ids.push(_issuer.open(address(usd)));
            _issuer.subscribe(_ids[i], dave, 500 * ONE, type(uint80).max);
        }
        for (uint256 i; i < seeds.length; ++i) {
            _act(uint256(keccak256(abi.encode(seeds[i]))));
            _compare();
        }
    }

    function testFuzz_ASubscriptionCountsFor365DaysAtLeastAnd458AtMost(uint256 time) external {
        time = bound(time, BEGINNING, 2_500_000_000);
        vm.warp(time);
        _ids.push(_issuer.open(address(usd)));
        _fund(_ids[0], alice, 700 * ONE);
        vm.warp(time + 365 days);
        assertEq(_used(), 700);
        vm.warp(time + (GREATEST_DAYS + 1) * 1 days);
        assertEq(_used(), 0);
    }

    /// @dev The shortest way past the cap there was: notes bought are taken back, and what was funded elsewhere stops counting.
    function test_TakingBackNotesThatWereBoughtGivesNothingBack() external {
        (uint256 kept, uint256 bought) = _two();
        _fund(kept, alice, 999 * ONE);
        _fund(bought, alice, ONE);
        vm.prank(dave);
        notes.transfer(alice, bought, 500 * ONE);
        _withdraw(bought, alice, 501 * ONE);
        assertEq(_used(), 999);
        _fund(kept, alice, 500 * ONE);
        assertEq(notes.balanceOf(alice, kept), 999 * ONE);
    }

    function test_TakingBackWhatWasFundedWithoutACapGivesNothingBack() external {
        (uint256 kept, uint256 free) = _two();
        _setCap(0);
        _fund(free, alice, 400 * ONE);
        _setCap(1000);
        _fund(kept, alice, 1000 * ONE);
        _withdraw(free, alice, 400 * ONE);
        assertEq(_used(), 1000);
    }

    function test_TakingBackOverTheTurnOfAPeriodGivesBackWhereItWasCounted() external {
        (uint256 kept, uint256 mixed) = _two();
        uint256 turn = (_period(block.timestamp) + 1) * 7_905_600;
        vm.warp(turn - 1);
        _fund(mixed, alice, 100 * ONE);
        vm.warp(turn);
        _fund(mixed, alice, 100 * ONE);
        _fund(kept, alice, 300 * ONE);
        _withdraw(mixed, alice, 200 * ONE);
        // What was counted before the turn has dropped out.
        vm.warp(turn + 4 * 7_905_600);
        assertEq(_used(), 300);
    }

    /// @dev `Loans` pays nothing into a raise that failed; an issuer of another kind might.
    function test_AFailedRaiseStaysOneWhenItsIssuerPaysInMore() external {
        (uint256 failed,) = _two();
        _fund(failed, alice, 400 * ONE);
        _issuer.refund(failed);
        _issuer.payIn(failed, 90 * ONE);
        assertEq(_used(), 400);
        uint256 cash = usd.balanceOf(alice);
        notes.claim(list(failed), alice);
        assertEq(usd.balanceOf(alice), cash + 440 * ONE);
        assertEq(_used(), 0);
    }

    function _two() private returns (uint256 first, uint256 second) {
        (first, second) = (_issuer.open(address(usd)), _issuer.open(address(usd)));
        _issuer.subscribe(first, dave, 500 * ONE, type(uint80).max);
        _issuer.subscribe(second, dave, 500 * ONE, type(uint80).max);
    }

    function _act(uint256 seed) private {
        uint256 what = seed % 16;
        uint256 id = _ids[(seed >> 8) % _ids.length];
        address wallet = _wallets[(seed >> 16) % 2];
        uint256 any = seed >> 64;
        if (what < 5) {
            _fund(id, wallet, 1 + any % (seed & 32 == 0 ? 10 * ONE : 600 * ONE));
        } else if (what < 8) {
            uint256 balance = notes.balanceOf(wallet, id);
            if (balance != 0) _withdraw(id, wallet, seed & 32 == 0 ? balance : 1 + any % balance);
        } else if (what == 8) {
            _transfer(dave, wallet, id, any);
        } else if (what == 9) {
            _transfer(wallet, dave, id, any);
        } else if (what == 10) {
            _transfer(wallet, wallet == alice ? _wallets[1] : alice, id, any);
        } else if (what == 11) {
            // Taken away as often as it is given back.
            _setCap(any % 2 == 0 ? 0 : 100 + (any >> 8) % 2000);
        } else if (what == 12) {
            vm.warp(block.timestamp + any % 1 days);
        } else {
            vm.warp(block.timestamp + any % 80 days);
        }
    }

    function _fund(uint256 id, address wallet, uint256 amount) private {
        uint256 units = (amount + ONE - 1) / ONE;
        uint256 used = _used();
        try _issuer.subscribe(id, wallet, amount, type(uint80).max) {
            if (_cap == 0) return;
            assertLe(used + units, _cap, "more was taken than the cap leaves");
            _list.push(Entry(id, block.timestamp, units, amount));
            assertLe(_standing(365), _cap * ONE, "the cap was passed");
        } catch (bytes memory reason) {
            assertEq(
                reason,
                abi.encodeWithSelector(IParticipants.Cap12MonthsExceeded.selector, aliceId, used, units, _cap)
            );
            assertGt(used + units, _cap, "less was taken than the cap leaves");
        }
    }

    /// @dev What is taken back is taken off the latest entries of its series, wherever it came from: nothing could be kinder to the count.
    function _withdraw(uint256 id, address wallet, uint256 amount) private {
        if (notes.holding(id, wallet).subscribedAt == 0) return;
        uint256 before = _used();
        _issuer.unsubscribeWithin(id, wallet, amount, 10_000 days);
        assertLe(_used(), before);
        for (uint256 i = _list.length; i > 0 && amount != 0; --i) {
            Entry storage entry = _list[i - 1];
            if (entry.id != id) continue;
            uint256 taken = amount < entry.standing ? amount : entry.standing;
            entry.standing -= taken;
            amount -= taken;
        }
    }

    function _transfer(address from, address to, uint256 id, uint256 any) private {
        uint256 balance = notes.balanceOf(from, id);
        uint256 before = _used();
        vm.prank(from);
        notes.transfer(to, id, any % (balance + 1));
        assertEq(_used(), before, "a transfer was counted");
    }

    function _setCap(uint256 cap) private {
        _cap = cap;
        vm.prank(governor);
        participants.setPolicy(POLICY, IParticipants.Policy(0, 0, uint32(cap), 0));
        uint32[] memory ids = new uint32[](1);
        ids[0] = aliceId;
        participants.applyPolicy(ids);
    }

    function _compare() private view {
        uint256 used = _used();
        assertGe(used * ONE, _standing(365), "less counts than was funded in 365 days and stands");
        uint256 units;
        for (uint256 i; i < _list.length; ++i) {
            if (_list[i].time + GREATEST_DAYS * 1 days >= block.timestamp) units += _list[i].units;
        }
        assertLe(used, units, "more counts than was funded in five periods");
    }

    /// @dev Base units funded in the last days and not taken back.
    function _standing(uint256 numberOfDays) private view returns (uint256 sum) {
        for (uint256 i; i < _list.length; ++i) {
            if (_list[i].time + numberOfDays * 1 days >= block.timestamp) sum += _list[i].standing;
        }
    }

    function _used() private view returns (uint256 used) {
        (used,) = participants.usageOf(aliceId);
    }

    function _period(uint256 time) private pure returns (uint256) {
        return time / 7_905_600;
    }
}
