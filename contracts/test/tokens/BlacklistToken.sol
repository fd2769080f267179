// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { PlainToken } from "./PlainToken.sol";

/// @notice Refuses transfers from and to accounts on its list.
contract BlacklistToken is PlainToken {
    mapping(address account => bool) public listed;

    error Listed(address account);

    constructor(uint8 decimals_) PlainToken("BLACKLIST", decimals_) { }

    function list(address account, bool on) external {
        listed[account] = on;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (listed[from]) revert Listed(from);
        if (listed[to]) revert Listed(to);
        super._update(from, to, amount);
    }
}
