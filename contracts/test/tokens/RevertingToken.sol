// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { HostileToken } from "./HostileToken.sol";
import { PlainToken } from "./PlainToken.sol";

/// @notice Armed, it reverts on every transfer.
contract RevertingToken is HostileToken {
    error Refused(address from, address to, uint256 amount);

    constructor(uint8 decimals_) PlainToken("REVERT", decimals_) { }

    function _update(address from, address to, uint256 amount) internal override {
        if (armed && from != address(0)) revert Refused(from, to, amount);
        super._update(from, to, amount);
    }
}
