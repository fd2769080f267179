// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { HostileToken } from "./HostileToken.sol";
import { PlainToken } from "./PlainToken.sol";

/// @notice Armed, it keeps 1 % of every transfer, rounded up, so that less arrives than was sent.
contract FeeToken is HostileToken {
    address public constant SINK = address(uint160(uint256(keccak256("fee sink"))));

    constructor(uint8 decimals_) PlainToken("FEE", decimals_) { }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 fee = armed && from != address(0) && to != address(0) ? (amount + 99) / 100 : 0;
        if (fee != 0) super._update(from, SINK, fee);
        super._update(from, to, amount - fee);
    }
}
