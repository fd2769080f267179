// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { HostileToken } from "./HostileToken.sol";
import { PlainToken } from "./PlainToken.sol";

/// @notice Armed, it says that it moved the cash coming in and moves none: only a look at the balance tells.
contract IdleToken is HostileToken {
    constructor(uint8 decimals_) PlainToken("IDLE", decimals_) { }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return armed || super.transferFrom(from, to, amount);
    }
}
