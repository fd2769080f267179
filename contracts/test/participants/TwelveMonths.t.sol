// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { DateTimeLib } from "solady/utils/DateTimeLib.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { ToldIssuer } from "../notes/ToldIssuer.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice The cap over twelve months against a plain list of what alice funded under a cap and when. `Participants` counts whole units in
/// calendar quarters; a list knows every second and every base unit. What counts is never less than what was funded in the last
/// 365 days and still stands, and never more than all of the last five quarters, which are 458 days at most.
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
        _wallets = new address[](2);
        (_wallets[0], _wallets[1]) = (alice, second);
        _setCap(1000);
        vm.prank(verifier);
        participants.setClaims(aliceId, someClaims(POLICY));
    }

    /// @dev One subscription a series, in whole units: here the count is exact, to the quarter.
    function testFuzz_EveryWholeUnitCountsInItsQuarterAndTheFourAfterItUntilItIsTakenBack(uint256[24] calldata seeds)
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
                if (_quarter(_list[j].time) + 4 >= _quarter(block.timestamp)) {
                    expected += _list[j].standing / ONE;
                }
            }
            assertEq(_used(), expected);
        }
    }

    /// @dev Any amounts, one subscription a series, two wallets, notes sold, caps changed.
    function testFuzz_WhatWasFundedIn365DaysAndStandsNeverPassesTheCap(uint256[40] calldata seeds) external {
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

    function _act(uint256 seed) private {
        uint256 what = seed % 16;
        uint256 any = seed >> 64;
        uint256 index = (seed >> 8) % (_ids.length + 1);
        if (what < 6 || _ids.length == 0) {
            _ids.push(_issuer.open(address(usd)));
            address wallet = _walletOf(_ids.length - 1);
            _fund(_ids[_ids.length - 1], wallet, 1 + any % (seed & 256 == 0 ? 10 * ONE : 600 * ONE));
        } else if (what < 10 && index < _ids.length) {
            uint256 balance = notes.balanceOf(_walletOf(index), _ids[index]);
            if (balance == 0) return;
            uint256 amount = seed & (1 << 40) == 0 ? balance : 1 + any % balance;
            if (what == 9) _sell(_ids[index], _walletOf(index), amount);
            else _withdraw(_ids[index], _walletOf(index), amount);
        } else if (what == 10) {
            _setCap(100 + any % 2000);
        } else {
            vm.warp(block.timestamp + any % (what == 11 ? 1 days : 80 days));
        }
    }

    function _walletOf(uint256 index) private view returns (address) {
        return _wallets[index % 2];
    }

    function _fund(uint256 id, address wallet, uint256 amount) private {
        uint256 units = (amount + ONE - 1) / ONE;
        uint256 used = _used();
        try _issuer.subscribe(id, wallet, amount, type(uint80).max) {
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

    /// @dev What is taken back is taken off the latest entries of its series.
    function _withdraw(uint256 id, address wallet, uint256 amount) private {
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

    function _sell(uint256 id, address wallet, uint256 amount) private {
        uint256 before = _used();
        vm.prank(wallet);
        notes.transfer(dave, id, amount);
        assertEq(_used(), before, "a sale was counted");
    }

    function _setCap(uint256 cap) private {
        _cap = cap;
        vm.prank(verifier);
        participants.setPolicy(POLICY, IParticipants.Policy(0, 0, uint32(cap), 0));
    }

    function _compare() private view {
        uint256 used = _used();
        assertGe(used * ONE, _standing(365), "less counts than was funded in 365 days and stands");
        uint256 units;
        for (uint256 i; i < _list.length; ++i) {
            if (_list[i].time + GREATEST_DAYS * 1 days >= block.timestamp) units += _list[i].units;
        }
        assertLe(used, units, "more counts than was funded in five quarters");
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

    function _quarter(uint256 time) private pure returns (uint256) {
        (uint256 year, uint256 month,) = DateTimeLib.timestampToDate(time);
        return year * 4 + (month - 1) / 3;
    }
}
