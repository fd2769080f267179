// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { HostileToken } from "./HostileToken.sol";
import { PlainToken } from "./PlainToken.sol";

/// @notice Armed, it answers false. Either the transfer happens all the same, or nothing moves.
contract FalseToken is HostileToken {
    bool private immutable _moves;

    constructor(uint8 decimals_, bool moves) PlainToken(moves ? "FALSE" : "FALSEIDLE", decimals_) {
        _moves = moves;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (!armed) return super.transfer(to, amount);
        if (_moves) super.transfer(to, amount);
        return false;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (!armed) return super.transferFrom(from, to, amount);
        if (_moves) super.transferFrom(from, to, amount);
        return false;
    }
}
