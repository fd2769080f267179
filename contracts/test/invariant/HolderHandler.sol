// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Handler } from "./Handler.sol";
import { World } from "./World.sol";

/// @notice What holders do with their notes and their cash, and what others do for them.
contract HolderHandler is Handler {
    constructor(World world_) Handler(world_) { }

    function claim(uint256 seed, address caller, uint8 count) external {
        uint256[] memory all = notesGhost.ids();
        uint256[] memory ids = new uint256[](count % 6);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = all[addmod(seed, i * (1 + seed % 3), all.length)];
        }
        address holder = _one(notesGhost.holders(), seed / 8);
        (bool ok,) = _act("claim", caller, address(notes), abi.encodeCall(notes.claim, (ids, holder)));
        for (uint256 i; ok && i < ids.length; ++i) {
            assertEq(notes.claimable(ids[i], holder), 0, "a claim left something claimable");
        }
    }

    function payHeldCash(uint256 seed, address caller) external {
        World.Currency[] memory currencies = world.currencies();
        address[] memory wallets = world.wallets();
        address token = currencies[seed % currencies.length].token;
        address account = _one(wallets, seed / 16);
        // Somebody whose cash is held, if there is anybody.
        for (uint256 i; i < currencies.length * wallets.length; ++i) {
            address other = currencies[addmod(seed, i, currencies.length)].token;
            address owner = wallets[addmod(seed, i / currencies.length, wallets.length)];
            if (notes.heldCash(other, owner) != 0) (token, account) = (other, owner);
        }
        if (notes.heldCash(token, account) == 0) account = _claimFrozen(seed, token);
        // Mostly somebody who is free again.
        uint32 id = participants.participantOf(account);
        if (seed % 4 != 0 && id != 0) _unfreeze(id);
        bytes memory data = abi.encodeCall(notes.payHeldCash, (token, account));
        (bool ok,) = _act("payHeldCash", caller, address(notes), data);
        if (ok) assertEq(notes.heldCash(token, account), 0, "held cash was paid and is still held");
    }

    /// @dev Freezes a holder who can claim something in this currency, if there is one, and claims it for them.
    function _claimFrozen(uint256 seed, address token) private returns (address holder) {
        uint256[] memory ids = notesGhost.ids();
        address[] memory holders = notesGhost.holders();
        uint256[] memory one = new uint256[](1);
        for (uint256 i; i < ids.length * holders.length; ++i) {
            one[0] = ids[i % ids.length];
            holder = holders[addmod(seed, i / ids.length, holders.length)];
            if (_currencyOf(one[0]).token != token || notes.claimable(one[0], holder) == 0) continue;
            uint32 id = participants.participantOf(holder);
            if (id != 0) _freeze(id, true);
            _act("claim", holder, address(notes), abi.encodeCall(notes.claim, (one, holder)));
            return holder;
        }
    }

    /// @dev What of a frozen participant was not named is flagged by anyone; now and then it is tried with somebody who is free.
    function flagNotes(uint256 seed, address caller) external {
        address holder = _one(notesGhost.holders(), seed / 16);
        for (uint256 i; i < notesGhost.holders().length && !notes.isFrozen(holder) && seed % 8 != 0; ++i) {
            holder = notesGhost.holders()[i];
        }
        bytes memory data = abi.encodeCall(notes.flagNotes, (holder, notesGhost.ids()));
        (bool ok,) = _act("flagNotes", caller, address(notes), data);
        assertEq(
            ok, notes.isFrozen(holder), "INV-25 holdings of who is free were flagged, or not of who is frozen"
        );
    }

    function transfer(uint256 seed, uint256 amount, uint256 receiverSeed) external {
        (uint256 id, address holder) = _heldSeries(seed);
        address receiver = _one(world.wallets(), receiverSeed);
        amount = _part(id, holder, amount, receiverSeed / 16);
        bytes memory data = abi.encodeCall(notes.transfer, (receiver, id, amount));
        _act("transfer", holder, address(notes), data);
    }

    function transferFrom(uint256 seed, uint256 amount, uint256 spenderSeed, uint8 means) external {
        (uint256 id, address holder) = _heldSeries(seed);
        address spender = _one(world.wallets(), spenderSeed);
        amount = _part(id, holder, amount, spenderSeed / 256);
        if (means % 3 == 0) _approve(holder, spender, id, amount);
        if (means % 3 == 1) _setOperator(holder, spender, true);
        _transferFrom(spender, holder, _one(world.wallets(), spenderSeed / 16), id, amount);
    }

    function _transferFrom(address spender, address holder, address receiver, uint256 id, uint256 amount)
        private
    {
        uint256 allowed = notes.allowance(holder, spender, id);
        bool isOperator = notes.isOperator(holder, spender) || spender == holder;
        if (isOperator || allowed >= amount) maySpend = holder;
        bytes memory data = abi.encodeCall(notes.transferFrom, (holder, receiver, id, amount));
        (bool ok,) = _act("transferFrom", spender, address(notes), data);
        if (!ok) return;
        assertTrue(isOperator || allowed >= amount, "INV-13 notes were moved without leave");
        if (isOperator || allowed == type(uint256).max) return;
        assertEq(
            notes.allowance(holder, spender, id), allowed - amount, "INV-13 an allowance was not used up"
        );
    }

    function approve(uint256 seed, uint256 amount, uint256 spenderSeed) external {
        (uint256 id, address holder) = _heldSeries(seed);
        _approve(holder, _one(world.wallets(), spenderSeed), id, amount);
    }

    function setOperator(uint256 ownerSeed, uint256 spenderSeed, bool on) external {
        _setOperator(_one(world.wallets(), ownerSeed), _one(world.wallets(), spenderSeed), on);
    }

    function _approve(address owner, address spender, uint256 id, uint256 amount) private {
        bytes memory data = abi.encodeCall(notes.approve, (spender, id, amount));
        (bool ok,) = _act("approve", owner, address(notes), data);
        assertTrue(ok && notes.allowance(owner, spender, id) == amount, "an approval was refused");
    }

    function _setOperator(address owner, address spender, bool on) private {
        bytes memory data = abi.encodeCall(notes.setOperator, (spender, on));
        (bool ok,) = _act("setOperator", owner, address(notes), data);
        assertTrue(ok && notes.isOperator(owner, spender) == on, "an operator was refused");
    }

    /// @dev Somebody who holds notes, and of what.
    function _heldSeries(uint256 seed) private view returns (uint256 id, address holder) {
        uint256[] memory ids = notesGhost.ids();
        address[] memory holders = notesGhost.holders();
        for (uint256 i; i < ids.length * holders.length; ++i) {
            id = ids[addmod(seed, i, ids.length)];
            holder = holders[addmod(seed / 16, i / ids.length, holders.length)];
            if (notes.balanceOf(holder, id) != 0) return (id, holder);
        }
    }

    function _part(uint256 id, address holder, uint256 amount, uint256 seed) private view returns (uint256) {
        if (seed % 8 == 0) return amount;
        return _bound(amount, 0, notes.balanceOf(holder, id));
    }
}
