// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IIssuer } from "../../src/interfaces/IIssuer.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { PlainToken } from "../tokens/PlainToken.sol";

/// @notice An issuer that does as it is told, to try `Notes` alone: cash it is told to bring comes out of itself.
contract ToldIssuer is IIssuer {
    INotes public immutable notes;
    /// @dev What it keeps of what it should bring.
    uint256 public kept;
    /// @dev What it brings beyond what it should.
    uint256 public added;

    constructor(INotes notes_) {
        notes = notes_;
    }

    function keep(uint256 amount) external {
        kept = amount;
    }

    function add(uint256 amount) external {
        added = amount;
    }

    function pay(address currency, address, uint256 amount) external {
        PlainToken(currency).transfer(address(notes), amount - kept + added);
    }

    function open(address currency) external returns (uint256) {
        return notes.openSeries(currency);
    }

    function subscribe(uint256 id, address holder, uint256 amount, uint256 ceiling) external {
        notes.subscribe(id, address(this), holder, amount, 0, 6, ceiling);
    }

    function unsubscribe(uint256 id, address holder, uint256 amount) external {
        notes.unsubscribe(id, holder, amount, 1 days, 6);
    }

    function unsubscribeWithin(uint256 id, address holder, uint256 amount, uint256 reflectionPeriod)
        external
    {
        notes.unsubscribe(id, holder, amount, reflectionPeriod, 6);
    }

    function subscribeMany(uint256[] calldata ids, uint256[] calldata amounts, address holder) external {
        uint256[] memory ceilings = new uint256[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            ceilings[i] = type(uint128).max;
        }
        notes.subscribeMany(ids, address(this), holder, amounts, new uint32[](ids.length), 6, ceilings);
    }

    function release(uint256 id, address to, uint256 amount) external {
        notes.release(id, to, amount);
    }

    function refund(uint256 id) external returns (uint256) {
        return notes.refund(id);
    }

    function payIn(uint256 id, uint256 amount) external {
        uint256 received = notes.collectCash(id, address(this), amount);
        notes.payIn(id, address(this), INotes.CashKind.Rent, received, 0, 0);
    }

    function collectCash(uint256 id, uint256 amount) external {
        notes.collectCash(id, address(this), amount);
    }

    function payInWithout(uint256 id, uint256 collected, uint256 shared) external {
        if (collected != 0) notes.collectCash(id, address(this), collected);
        notes.payIn(id, address(this), INotes.CashKind.Rent, shared, 0, 0);
    }
}
